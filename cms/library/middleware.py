"""Publishing in the admin: all of it or nothing, and words instead of an error page."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

BULK_ACTIONS = "wagtail_bulk_action"


class PublishingMiddleware:
    """Undo a publishing whose edition cannot be issued, and say why.

    The form of a page tells an editor beforehand. But a draft may wait for its approval until
    its last day has passed, and the approval's and the bulk action's views have no form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        match = request.resolver_match
        in_pages = "wagtailadmin_pages" in match.namespaces or match.url_name == BULK_ACTIONS
        if request.method != "POST" or not in_pages:
            return None
        try:
            with transaction.atomic():
                return view(request, *args, **kwargs)
        except ValidationError as error:
            return refused(request, error, kwargs.get("page_id"))


def refused(request: HttpRequest, error: ValidationError, page_id: int | None) -> HttpResponse:
    """Return to the page, or whence the request came, with the words as a message."""
    messages.error(request, f"没有发布：{' '.join(error.messages)}")
    if page_id:
        back = reverse("wagtailadmin_pages:edit", args=[page_id])
    else:
        start = reverse("wagtailadmin_explore_root")
        back = get_valid_next_url_from_request(request) or start
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        # The approval's dialog reads JSON: its own word for "close me and go there".
        return JsonResponse({"step": "success", "redirect": back})
    return redirect(back)
