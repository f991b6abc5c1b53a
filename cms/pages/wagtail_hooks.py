"""The frame of the admin: its look, its first page, its menus without leftovers."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.views.home import LockedPagesPanel

from cms.pages.dashboard import GreetingPanel
from cms.pages.no_documents import NoDocuments

ONLY_FOR_ADMINISTRATORS = {"page-types-usage", "site-history", "aging-pages", "locked-pages"}


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_homepage_panels")
def greet_and_tidy(request, panels) -> None:
    panels[:] = [p for p in panels if not isinstance(p, LockedPagesPanel)]
    panels.append(GreetingPanel())


@hooks.register("construct_homepage_summary_items")
def count_nothing_for_its_own_sake(request, items) -> None:
    items.clear()


@hooks.register("construct_help_menu")
def keep_our_help(request, items) -> None:
    items[:] = [item for item in items if "wagtail" not in item.url and "http" not in item.url]


@hooks.register("construct_reports_menu")
def keep_wide_reports_for_administrators(request, items) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name not in ONLY_FOR_ADMINISTRATORS]


@hooks.register("construct_admin_api")
def leave_documents_out(router) -> None:
    router.register_endpoint("documents", NoDocuments)
