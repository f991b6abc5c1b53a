"""Bundles for print shops, in the admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn

from cms.branches.models import User
from cms.branches.viewsets import KeptViewSet
from cms.library.models import Edition
from cms.printing.models import PressBundle
from cms.printing.views.bundles import (
    BundleDeedView,
    BundleIndexView,
    BundleStatusView,
    BundleView,
    DownloadBundleView,
    RequestBundleView,
    layout_name,
)


def how_far(bundle: PressBundle) -> str:
    left_out = f"，{bundle.failed} 家没做" if bundle.failed else ""
    return f"{bundle.done} / {bundle.total} 家{left_out}"


class PressBundleViewSet(KeptViewSet):
    """Bundles are asked for, cancelled and taken up again; nothing about one is edited."""

    model = PressBundle
    name = "press_bundles"
    icon = "download"
    menu_label = "印厂包"
    menu_order = 210  # right after the library
    add_to_admin_menu = True
    deeds = ("add", "view")
    add_to_reference_index = False
    create_form = edit_form = WagtailAdminModelForm
    index_view_class = BundleIndexView
    inspect_view_enabled = True
    inspect_view_class = BundleView
    list_display = [
        "edition",
        Column("layout", label="版式", accessor=layout_name, classname="my-wide"),
        Column("branch", label="哪些网点"),
        Column("state", label="状态", accessor="get_state_display", sort_key="state"),
        Column("done", label="进度", accessor=how_far),
        Column("requested_by", label="申请人", classname="my-wide"),
        DateColumn("requested_at", label="申请时间", sort_key="requested_at", classname="my-wide"),
    ]
    search_fields = ["edition__code", "edition__title", "branch__name", "branch__code"]
    list_filter = ["state"]
    ordering = "-requested_at"

    def get_urlpatterns(self):
        kept = {"index", "index_results", "inspect"}
        allowed = {"permission_policy": self.permission_policy}
        cancel = {"action": "cancel", "done": "已取消。做好的部分都留着。"}
        resume = {"action": "resume", "done": "后台马上接着做，做好的不会重做。"}
        return [
            *(url for url in super().get_urlpatterns() if url.name in kept),
            path("new/", RequestBundleView.as_view(**allowed), name="add"),
            path("<int:pk>/status/", BundleStatusView.as_view(**allowed), name="status"),
            path("<int:pk>/file/", DownloadBundleView.as_view(**allowed), name="file"),
            path(
                "<int:pk>/manifest/",
                DownloadBundleView.as_view(**allowed, manifest=True),
                name="manifest",
            ),
            path("<int:pk>/cancel/", BundleDeedView.as_view(**allowed, **cancel), name="cancel"),
            path("<int:pk>/resume/", BundleDeedView.as_view(**allowed, **resume), name="resume"),
        ]

    def get_common_view_kwargs(self, **kwargs):
        gone = dict.fromkeys(
            ("edit_url_name", "delete_url_name", "usage_url_name", "history_url_name")
        )
        return super().get_common_view_kwargs(**{**gone, **kwargs})

    def register_admin_url_finder(self):
        """Bundles have no edit page to be found."""


@hooks.register("register_admin_viewset")
def register_bundles():
    return PressBundleViewSet()


@hooks.register("mingyan_edition_buttons")
def offer_bundle(edition: Edition, user: User) -> list[MenuItem]:
    if not user.has_perm("printing.add_pressbundle") or not edition.is_in_force():
        return []
    url = f"{reverse('press_bundles:add')}?edition={edition.pk}"
    return [MenuItem("印厂包", url=url, icon_name="download", priority=35)]


@hooks.register("register_log_actions")
def register_printing_log_actions(actions) -> None:
    actions.register_action("printing.request_bundle", "申请印厂包", "申请了印厂包")
    actions.register_action("printing.cancel_bundle", "取消印厂包", "取消了印厂包")
    actions.register_action("printing.resume_bundle", "接着做印厂包", "让印厂包接着做")
