"""Every room's addresses, named by string; Wagtail's pages come last."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from cms.pages.media import serve_media

handler404 = "cms.pages.views.page_not_found"
handler500 = "cms.pages.views.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("desk/", include("campaigns.desk.urls")),
    # QR codes are denser in capitals, so printed addresses begin with /D/.
    path("d/", include("campaigns.returns.urls")),
    path("D/", include(("campaigns.returns.urls", "returns"), namespace="returns_capital")),
    path("branches/", include("cms.branches.urls")),
    path("print/", include("cms.printing.urls")),
    path("search/", include("cms.search.urls")),
    path("media/<path:path>", serve_media, name="media"),
    path("", include(wagtail_urls)),
]
