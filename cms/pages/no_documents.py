"""A hole in Wagtail where its documents were: the app is left out, its address is asked for.

Every page of the admin reverses the admin API's list of documents, so one must be registered.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponseNotFound()


class NoDocuments:
    """Stands where the documents' endpoint would; no model of ours is one."""

    @classmethod
    def get_urlpatterns(cls) -> list:
        return [path("", nothing, name="listing")]


# The router asks each endpoint which model it serves.
NoDocuments.model = NoDocuments
