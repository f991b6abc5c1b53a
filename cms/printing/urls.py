from django.urls import path

from cms.printing.views import thumbnails

app_name = "printing"
urlpatterns = [
    path("thumbnails/<slug:code>.png", thumbnails.edition_thumbnail, name="thumbnail"),
]
