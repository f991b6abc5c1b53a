"""The facts in the admin; the library's menu carries them."""

import django_filters
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminDateInput

from cms.branches.models import User
from cms.branches.viewsets import KeptViewSet
from cms.facts.actions import save_fact
from cms.facts.models import Fact


class FactForm(WagtailAdminModelForm):
    class Meta:
        model = Fact
        fields = [
            "key", "label", "value", "note", "source_name", "source_url", "checked_on", "check_by",
        ]  # fmt: skip
        widgets = {"checked_on": AdminDateInput, "check_by": AdminDateInput}

    def save_by(self, user: User) -> Fact:
        return save_fact(user=user, **self.cleaned_data)


class FactEditForm(FactForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = True


class FactFilterSet(WagtailFilterSet):
    overdue = django_filters.BooleanFilter(label="该核对了", method="filter_overdue")

    class Meta:
        model = Fact
        fields: list[str] = []

    def filter_overdue(self, queryset, name: str, value: bool):
        late = {"check_by__lt": timezone.localdate()}
        return queryset.filter(**late) if value else queryset.exclude(**late)


class FactViewSet(KeptViewSet):
    model = Fact
    name = "facts"
    icon = "check"
    menu_label = "事实库"
    create_form = FactForm
    edit_form = FactEditForm
    why_not_deleted = "事实不能删除，页面和印刷品引用着它。内容变了请直接改。"
    list_display = [
        "label",
        Column("value", label="内容"),
        Column("key", label="代号", sort_key="key"),
        Column("source_name", label="出处"),
        Column("checked_on", label="核对日期", sort_key="checked_on"),
        Column("check_by", label="下次核对不晚于", sort_key="check_by"),
    ]
    filterset_class = FactFilterSet
    search_fields = ["label", "value", "key", "source_name"]
