"""Choosing a branch or a colleague among thousands: a searchable window, not a long select."""

from django import forms
from django.db.models import Q
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.branches.models import Branch, User


class WordsFilterForm(BaseFilterForm):
    q = forms.CharField(label="搜索", required=False)

    looked_in: tuple[str, ...] = ()

    def filter(self, objects):
        words = self.cleaned_data["q"].split()
        self.is_searching, self.search_query = bool(words), " ".join(words)
        for word in words:
            anywhere = Q()
            for name in self.looked_in:
                anywhere |= Q(**{f"{name}__icontains": word})
            objects = objects.filter(anywhere)
        return objects


class BranchFilterForm(WordsFilterForm):
    looked_in = ("name", "short_name", "code", "district", "address")


class StaffFilterForm(WordsFilterForm):
    looked_in = ("first_name", "last_name", "username")


class BranchesToChoose(BaseChooseView):
    filter_form_class = BranchFilterForm
    ordering = "path"

    @property
    def columns(self):
        return [
            self.title_column,
            Column("code", label="机构号"),
            Column("kind", label="层级", accessor="get_kind_display"),
        ]


class StaffToChoose(BaseChooseView):
    filter_form_class = StaffFilterForm
    ordering = "username"

    def get_object_list(self):
        return User.objects.filter(is_active=True)

    @property
    def columns(self):
        return [self.title_column, Column("username", label="账号")]


class ChooseBranchView(ChooseViewMixin, CreationFormMixin, BranchesToChoose):
    pass


class ChooseBranchResultsView(ChooseResultsViewMixin, CreationFormMixin, BranchesToChoose):
    pass


class ChooseStaffView(ChooseViewMixin, CreationFormMixin, StaffToChoose):
    pass


class ChooseStaffResultsView(ChooseResultsViewMixin, CreationFormMixin, StaffToChoose):
    pass


class BranchChooserViewSet(ChooserViewSet):
    model = Branch
    icon = "home"
    choose_one_text = "选择机构"
    choose_another_text = "换一家机构"
    edit_item_text = "查看这家机构"
    choose_view_class = ChooseBranchView
    choose_results_view_class = ChooseBranchResultsView
    per_page = 20


class StaffChooserViewSet(ChooserViewSet):
    model = User
    icon = "user"
    choose_one_text = "选择员工"
    choose_another_text = "换一位员工"
    edit_item_text = "查看这位员工"
    choose_view_class = ChooseStaffView
    choose_results_view_class = ChooseStaffResultsView
    # Only our own forms: Wagtail's filters by user want their select.
    register_widget = False
    per_page = 20


branch_chooser = BranchChooserViewSet("branch_chooser")
staff_chooser = StaffChooserViewSet("staff_chooser")
