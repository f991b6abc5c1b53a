"""The admin's own Content-Security-Policy; everything else keeps the strict one."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse


class AdminPolicyMiddleware:
    """Loosen the policy under the admin's address only, previews of pages included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            # A preview has been through these middlewares once, as the page's own address would.
            del response["Content-Security-Policy"]
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        """Close every admin address, log-in and password pages too, to staff without the right.

        Wagtail leaves a few of its addresses open to anybody. Answered rather than raised: lobby
        staff at the wrong door are no failure for the log to trace.
        """
        if request.path.startswith(reverse("wagtailadmin_home")):
            user = request.user
            if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
                return render(request, "403.html", status=403)
        return None
