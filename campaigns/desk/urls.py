from django.urls import path
from django.views.generic import RedirectView

app_name = "desk"
urlpatterns = [
    path("", RedirectView.as_view(url="/"), name="today"),
    path("sign-in/", RedirectView.as_view(url="/"), name="sign_in"),
]
