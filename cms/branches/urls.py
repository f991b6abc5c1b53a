from django.urls import path

from cms.branches import views

# The admin's own addresses of branches have the name "branches".
app_name = "branch_pages"
urlpatterns = [
    path("", views.branch_list, name="list"),
    path("<str:code>/", views.branch_page, name="page"),
]
