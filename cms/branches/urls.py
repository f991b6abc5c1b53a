from django.urls import path

from cms.branches import views

app_name = "branches"
urlpatterns = [
    path("", views.branch_list, name="list"),
    path("<str:code>/", views.branch_page, name="page"),
]
