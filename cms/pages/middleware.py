"""The admin's own Content-Security-Policy; everything else keeps the strict one."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class AdminPolicyMiddleware:
    """Loosen the policy under the admin's address only, previews of pages included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        """Close every admin address, log-in and password pages too, to staff without the right.

        Wagtail leaves a few of its addresses open to anybody. Raises PermissionDenied.
        """
        if request.path.startswith(reverse("wagtailadmin_home")):
            user = request.user
            if user.is_authenticated and not user.has_perm("wagtailadmin.access_admin"):
                raise PermissionDenied("您的账号不能进入内容管理后台。")
