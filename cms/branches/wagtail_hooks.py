"""Branches and the people who work there, in the admin."""

import django_filters
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup

from cms.branches.choosers import branch_chooser, staff_chooser
from cms.branches.enums import BranchKind, StaffRole
from cms.branches.forms import BranchEditForm, BranchForm, EndPostingForm, PostingForm
from cms.branches.models import Branch, BranchStaff
from cms.branches.queries import branch_by_code
from cms.branches.viewsets import KeptViewSet


def in_subtree(queryset, name: str, value: str):
    """Keep what lies at the branch of this code or under it; `name` leads to its path."""
    branch = branch_by_code(value.strip())
    return queryset.filter(**{f"{name}__startswith": branch.path}) if branch else queryset.none()


class BranchFilterSet(WagtailFilterSet):
    path = django_filters.CharFilter(label="上级机构号", method=in_subtree)
    kind = django_filters.ChoiceFilter(label="层级", choices=BranchKind.choices)
    is_open = django_filters.BooleanFilter(label="营业中")

    class Meta:
        model = Branch
        fields = ["path", "kind", "is_open"]


class BranchViewSet(KeptViewSet):
    model = Branch
    name = "branch_admin"  # the site's own pages of branches have the plain namespace
    url_prefix = "branches"
    icon = "home"
    menu_label = "机构"
    add_to_reference_index = False
    create_form = BranchForm
    edit_form = BranchEditForm
    why_not_deleted = "机构不能删除，它的台账和打印记录要留着。不再营业的，请取消勾选“营业中”。"
    list_display = [
        "name",
        Column("code", label="机构号", sort_key="code"),
        Column("kind", label="层级", accessor="get_kind_display"),
        Column("district", label="所在区", sort_key="district"),
        Column("phone", label="电话"),
        BooleanColumn("is_open", label="营业中"),
    ]
    filterset_class = BranchFilterSet
    search_fields = ["name", "short_name", "code", "district", "address"]
    ordering = "path"
    list_export = ["code", "name", "short_name", "kind", "district", "address", "phone", "hours"]
    export_filename = "机构表"


class PostingFilterSet(WagtailFilterSet):
    branch = django_filters.CharFilter(
        field_name="branch__path", label="机构号（含下级）", method=in_subtree
    )
    role = django_filters.ChoiceFilter(label="角色", choices=StaffRole.choices)

    class Meta:
        model = BranchStaff
        fields = ["branch", "role"]


class PostingIndexView(generic.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("user", "branch")


class PostingViewSet(KeptViewSet):
    model = BranchStaff
    name = "postings"
    icon = "group"
    menu_label = "员工任职"
    add_to_reference_index = False
    index_view_class = PostingIndexView
    create_form = PostingForm
    edit_form = EndPostingForm
    why_not_deleted = "任职不能删除，台账上有这位员工的名字。离任的请填“最后一天”。"
    list_display = [
        "user",
        Column("branch", label="机构", sort_key="branch__path"),
        Column("role", label="角色", accessor="get_role_display", sort_key="role"),
        Column("valid_from", label="从", sort_key="valid_from"),
        Column("valid_until", label="到", accessor=lambda p: p.valid_until or "长期"),
    ]
    filterset_class = PostingFilterSet
    search_fields = ["user__username", "user__first_name", "branch__name", "branch__code"]


class BranchesGroup(ModelViewSetGroup):
    menu_label = "机构与员工"
    menu_icon = "group"
    menu_name = "branches"
    menu_order = 300
    items = (BranchViewSet, PostingViewSet)


@hooks.register("register_admin_viewset")
def register_branch_viewsets():
    return [branch_chooser, staff_chooser, BranchesGroup()]


@hooks.register("register_log_actions")
def register_branches_log_actions(actions) -> None:
    actions.register_action("branches.close", "停业", "把机构停业了")
    actions.register_action("branches.end_posting", "结束任职", "结束了任职")
    actions.register_action("branches.import", "导入机构", "导入了机构表")
