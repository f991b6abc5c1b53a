"""The library in the admin."""

from datetime import datetime

import django_filters
from django.db.models import F
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.branches.models import User
from cms.branches.viewsets import KeptViewSet
from cms.facts.wagtail_hooks import FactViewSet
from cms.library.actions import save_topic
from cms.library.enums import MaterialKind, RecallSeverity
from cms.library.models import Edition, MaterialPage, Topic
from cms.library.panels import WithdrawEditionView
from cms.library.permissions import user_can_withdraw
from cms.library.queries import due_for_review
from cms.pages.dashboard import Waiting


class TopicForm(WagtailAdminModelForm):
    class Meta:
        model = Topic
        fields = ["slug", "title", "summary", "sort_order"]

    def save_by(self, user: User) -> Topic:
        return save_topic(user=user, **self.cleaned_data)


class TopicEditForm(TopicForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["slug"].disabled = True


class TopicViewSet(KeptViewSet):
    model = Topic
    name = "topics"
    icon = "tag"
    create_form = TopicForm
    edit_form = TopicEditForm
    why_not_deleted = "主题不能删除，读者按它找材料。可以改名称和顺序。"
    list_display = ["title", Column("slug", label="代号"), Column("summary", label="一句话说明"),
                    Column("sort_order", label="顺序", sort_key="sort_order")]  # fmt: skip
    sort_order_field = None


def state_of(edition: Edition) -> str:
    """Return in a word or two whether this edition may be printed."""
    if edition.withdrawn_at:
        return f"已撤回（{edition.get_withdrawal_severity_display()}）"
    if edition.superseded_at:
        return "已有新版"
    if edition.is_in_force():
        return "在用"
    return "已过期" if edition.material.live else "页面已下架"


class EditionFilterSet(WagtailFilterSet):
    kind = django_filters.ChoiceFilter(label="种类", choices=MaterialKind.choices)
    newest = django_filters.BooleanFilter(
        label="最新一版", field_name="superseded_at", lookup_expr="isnull"
    )
    withdrawn = django_filters.BooleanFilter(
        label="已撤回", field_name="withdrawn_at", lookup_expr="isnull", exclude=True
    )

    withdrawal_severity = django_filters.ChoiceFilter(
        label="召回程度", choices=RecallSeverity.choices
    )

    class Meta:
        model = Edition
        fields = ["kind"]


class PictureColumn(Column):
    """The edition as a small picture; printing's own tag draws it, for that room stands above."""

    cell_template_name = "wagtailadmin/library/edition_picture_cell.html"


def buttons_of(edition: Edition, user: User) -> list[MenuItem]:
    """Return what this user may do with the edition; rooms above add theirs by the hook."""
    buttons = []
    if not edition.withdrawn_at and user_can_withdraw(user):
        url = reverse("editions:withdraw", args=[edition.pk])
        buttons.append(MenuItem("撤回", url=url, icon_name="warning", priority=40))
    for more in hooks.get_hooks("mingyan_edition_buttons"):
        buttons += more(edition, user)
    return buttons


class EditionIndexView(generic.IndexView):
    @cached_property
    def columns(self):
        return [PictureColumn("picture", label="样子", accessor="code"), *super().columns]

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("material__owner_branch", "issued_by")

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        return [*buttons, *buttons_of(instance, self.request.user)]


class EditionInspectView(generic.InspectView):
    """One edition: what there is to know of it, in local time, and what may be done with it."""

    page_title = "版次"

    def get_field_display_value(self, field_name, field):
        value = super().get_field_display_value(field_name, field)
        return f"{localtime(value):%Y年%-m月%-d日 %H:%M}" if isinstance(value, datetime) else value

    def get_fields_context(self):
        """Leave out what was never said: no empty lines, and no "None"."""
        return [said for said in super().get_fields_context() if said["value"] not in (None, "")]

    @cached_property
    def header_more_buttons(self):
        offered = buttons_of(self.object, self.request.user)
        return [*super().header_more_buttons, *map(Button.from_menu_item, offered)]


class EditionViewSet(KeptViewSet):
    """Editions are read here and withdrawn; nothing about one can be edited."""

    model = Edition
    name = "editions"
    icon = "doc-full"
    menu_label = "版次"
    deeds = ("view",)
    create_form = edit_form = WagtailAdminModelForm
    index_view_class = EditionIndexView
    inspect_view_enabled = True
    inspect_view_class = EditionInspectView
    inspect_view_fields = [
        "code", "title", "kind", "owner_branch", "approval_ref", "issued_at", "issued_by",
        "valid_from", "valid_until", "superseded_at", "withdrawn_at",
        "withdrawal_severity", "withdrawal_reason", "change_note", "content_hash",
    ]  # fmt: skip
    list_display = [
        "title",
        Column("code", label="编号", sort_key="code"),
        Column("kind", label="种类", accessor="get_kind_display", classname="my-wide"),
        Column("state", label="状态", accessor=state_of),
        Column("owner_branch", label="归属机构", classname="my-wide"),
        DateColumn("issued_at", label="发布时间", sort_key="issued_at", classname="my-wide"),
        Column(
            "valid_until",
            label="有效期至",
            accessor=lambda e: e.valid_until or "长期",
            classname="my-wide",
        ),
    ]
    filterset_class = EditionFilterSet
    search_fields = ["code", "title"]
    ordering = "-issued_at"
    list_export = ["code", "title", "kind", "issued_at", "valid_until", "withdrawn_at",
                   "get_withdrawal_severity_display", "withdrawal_reason"]  # fmt: skip
    export_headings = {"get_withdrawal_severity_display": "召回程度"}
    export_filename = "版次"

    def get_urlpatterns(self):
        kept = {"index", "index_results", "inspect", "history", "history_results"}
        urls = [url for url in super().get_urlpatterns() if url.name in kept]
        withdraw = WithdrawEditionView.as_view(index_url_name=self.get_url_name("index"))
        return [*urls, path("withdraw/<int:pk>/", withdraw, name="withdraw")]

    def get_common_view_kwargs(self, **kwargs):
        gone = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name", "usage_url_name"))
        return super().get_common_view_kwargs(**{**gone, **kwargs})

    def get_permissions_to_register(self):
        return type(self.permission_policy)(self.model, ())._get_permission_objects_for_actions(
            ["view", "change"]
        )

    def register_admin_url_finder(self):
        """Editions have no edit page to be found."""


class LibraryGroup(ModelViewSetGroup):
    menu_label = "素材库"
    menu_icon = "folder-open-inverse"
    menu_name = "library"
    menu_order = 200
    items = (EditionViewSet, TopicViewSet, FactViewSet)


@hooks.register("register_admin_viewset")
def register_library_viewsets():
    return LibraryGroup()


@hooks.register("register_log_actions")
def register_library_log_actions(actions) -> None:
    actions.register_action("library.issue_edition", "发布版次", "发布了版次")
    actions.register_action("library.withdraw_edition", "撤回版次", "撤回了版次")


@hooks.register("before_delete_page")
def keep_pages_with_editions(request, page):
    """Say in words what PROTECT would otherwise say with an error page."""
    inside = page.get_descendants(inclusive=True)
    kept = Edition.objects.filter(material__in=MaterialPage.objects.filter(pk__in=inside))
    if first := kept.order_by("code").first():
        messages.error(
            request,
            f"“{page.get_admin_display_title()}”不能删除：它印过材料（{first.code}），"
            "编号要永远对得上。不想让读者看到，请用“取消发布”。",
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def keep_pages_with_editions_from_bulk_delete(request, action_type, objects, action):
    if action_type != "delete":
        return None
    pages = (page for page in objects if isinstance(page, Page))
    return next(filter(None, (keep_pages_with_editions(request, page) for page in pages)), None)


@hooks.register("mingyan_waiting")
def materials_due_for_review(request) -> Waiting | None:
    if not request.user.has_perm("library.view_edition"):
        return None
    due = due_for_review(timezone.localdate()).order_by(F("review_due").asc())
    return Waiting(
        count=due.count(),
        words="份素材到了复审的日子",
        links=[(p.title, reverse("wagtailadmin_pages:edit", args=[p.pk])) for p in due[:5]],
    )
