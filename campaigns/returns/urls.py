from django.urls import path

from campaigns.returns import views

app_name = "returns"
urlpatterns = [
    path("", views.look_up_code, name="look_up"),
    path("<str:code>/", views.follow_code, name="code"),
    path("<str:code>/<str:branch_code>/", views.follow_code, name="code_at_branch"),
]
