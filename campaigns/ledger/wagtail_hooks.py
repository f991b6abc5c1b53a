"""The ledger in the admin: read, filtered, exported; never written there."""

from collections import Counter

import django_filters
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.menus import MenuItem as MoreItem
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views import generic

from campaigns.ledger.enums import Channel, EntryKind
from campaigns.ledger.exports import plain_text
from campaigns.ledger.models import Entry
from campaigns.ledger.permissions import branches_in_sight, user_can_follow_recalls
from campaigns.ledger.queries import overdrawn, recalls_open
from campaigns.ledger.reports import URL_NAME, RecallProgressView
from cms.branches.models import Branch, User
from cms.branches.viewsets import KeptViewSet
from cms.branches.wagtail_hooks import in_subtree
from cms.library.models import Edition
from cms.pages.dashboard import SHOWN, Waiting


class EntryFilterSet(WagtailFilterSet):
    branch = django_filters.CharFilter(
        field_name="branch__path", label="机构号（含下级）", method=in_subtree
    )
    edition = django_filters.CharFilter(field_name="edition__code", label="版次编号")
    kind = django_filters.ChoiceFilter(label="事项", choices=EntryKind.choices)
    channel = django_filters.ChoiceFilter(label="渠道", choices=Channel.choices)
    occurred_on = django_filters.DateFromToRangeFilter(
        label="业务日期", widget=DateRangePickerWidget
    )

    class Meta:
        model = Entry
        fields = ["branch", "edition", "kind", "channel", "occurred_on"]


class EntryIndexView(generic.IndexView):
    page_title = "台账流水"
    custom_value_preprocess = {
        **generic.IndexView.custom_value_preprocess,
        str: {generic.IndexView.FORMAT_CSV: plain_text},
    }

    def get_base_queryset(self):
        related = ("branch", "edition", "campaign", "recorded_by")
        return super().get_base_queryset().select_related(*related)

    def stream_csv(self, queryset):
        yield b"\xef\xbb\xbf"  # by which Excel knows UTF-8
        yield from super().stream_csv(queryset)


class EntryViewSet(KeptViewSet):
    model = Entry
    name = "entries"
    icon = "list-ul"
    menu_label = "台账"
    menu_name = "ledger"
    menu_order = 400
    add_to_admin_menu = True
    add_to_reference_index = False
    deeds = ("view",)
    create_form = edit_form = WagtailAdminModelForm
    index_view_class = EntryIndexView
    inspect_view_enabled = True
    inspect_view_fields = [
        "kind", "account", "branch", "edition", "quantity", "delta", "campaign", "channel",
        "reason", "print_run", "reverses", "recall_answer", "note", "occurred_on", "recorded_at",
        "recorded_by",
    ]  # fmt: skip
    list_display = [
        "branch",
        Column("occurred_on", label="业务日期", sort_key="occurred_on"),
        Column("kind", label="事项", accessor="get_kind_display"),
        Column("edition", label="材料"),
        NumberColumn("quantity", label="份数", sort_key="quantity"),
        NumberColumn("delta", label="库存增减"),
        Column("channel", label="渠道", accessor="get_channel_display"),
        Column("recorded_by", label="经办人"),
    ]
    filterset_class = EntryFilterSet
    list_export = [
        "occurred_on", "branch.code", "branch.name", "get_kind_display", "edition.code",
        "edition.title", "quantity", "delta", "get_channel_display", "campaign", "recorded_by",
        "recorded_at", "note",
    ]  # fmt: skip
    export_headings = {
        "branch.code": "机构号",
        "branch.name": "机构",
        "get_kind_display": "事项",
        "edition.code": "版次编号",
        "edition.title": "材料",
        "get_channel_display": "渠道",
    }
    export_filename = "ledger"

    def get_urlpatterns(self):
        kept = {"index", "index_results", "inspect"}
        return [url for url in super().get_urlpatterns() if url.name in kept]

    def get_common_view_kwargs(self, **kwargs):
        names = ("add", "edit", "delete", "usage", "history")
        gone = dict.fromkeys(f"{name}_url_name" for name in names)
        return super().get_common_view_kwargs(**{**gone, **kwargs})

    def register_admin_url_finder(self):
        """Entries have no edit page to be found."""


@hooks.register("register_admin_viewset")
def register_entries_viewset():
    return EntryViewSet()


@hooks.register("register_log_actions")
def register_ledger_log_actions(actions) -> None:
    actions.register_action("ledger.post_history", "补记流水", "批量补记了流水")


@hooks.register("mingyan_waiting")
def overdrawn_stock(request) -> Waiting | None:
    if not request.user.has_perm("ledger.view_entry"):
        return None
    rows = list(overdrawn())
    branches = Branch.objects.in_bulk({row["branch"] for row in rows[:SHOWN]})
    editions = Edition.objects.in_bulk({row["edition"] for row in rows[:SHOWN]})
    links = []
    for row in rows[:SHOWN]:
        branch, edition = branches[row["branch"]], editions[row["edition"]]
        url = f"{reverse('entries:index')}?branch={branch.code}&edition={edition.code}"
        links.append((f"{branch}：{edition.code} 超发 {-row['left']} 份", url))
    return Waiting(len(rows), "处结存为负，请网点盘点", links=links)


class RecallProgressMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return user_can_follow_recalls(request.user)


@hooks.register("register_admin_urls")
def register_recall_progress_url():
    return [path("reports/recalls/", RecallProgressView.as_view(), name=URL_NAME)]


@hooks.register("register_reports_menu_item")
def register_recall_progress_menu_item():
    return RecallProgressMenuItem(
        "召回进展", reverse(URL_NAME), name="recall-progress", icon_name="warning", order=20
    )


def recall_address(code: str) -> str:
    return f"{reverse(URL_NAME)}?edition={code}"


@hooks.register("mingyan_edition_buttons")
def recall_button(edition: Edition, user: User) -> list[MoreItem]:
    if not (edition.withdrawn_at and user_can_follow_recalls(user)):
        return []
    address = recall_address(edition.code)
    return [MoreItem("召回进展", url=address, icon_name="warning", priority=50)]


@hooks.register("mingyan_waiting")
def recalls_outstanding(request) -> Waiting | None:
    if not user_can_follow_recalls(request.user):
        return None
    mine = branches_in_sight(request.user)
    rows = recalls_open().filter(branch__in=mine).values_list("edition__code", "edition__title")
    waiting = Counter(rows)
    links = [
        (f"{code}《{title}》：{branches} 家网点没答复", recall_address(code))
        for (code, title), branches in waiting.most_common(SHOWN)
    ]
    return Waiting(waiting.total(), "份召回回执没交", links=links, urgent=True)
