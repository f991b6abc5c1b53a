"""The schedule in the admin."""

import django_filters
from django import forms
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput

from campaigns.plans.models import CampaignPage
from campaigns.schedule.actions import plan_event
from campaigns.schedule.models import Event
from campaigns.schedule.views import ChangeOccurrenceView
from cms.branches.choosers import branch_chooser
from cms.branches.models import User
from cms.branches.permissions import user_can_plan_for
from cms.branches.viewsets import KeptViewSet
from cms.branches.wagtail_hooks import in_subtree


class EventForm(WagtailAdminModelForm):
    campaign = forms.ModelChoiceField(
        CampaignPage.objects.order_by("-starts_on"),
        required=False,
        label="活动",
        empty_label="不属于哪个活动",
    )

    class Meta:
        model = Event
        fields = [
            "title", "branch", "campaign", "summary", "place", "audience", "what_to_bring",
            "starts_on", "starts_at", "ends_at", "rrule", "repeats_until",
        ]  # fmt: skip
        widgets = {
            "branch": branch_chooser.widget_class,
            "starts_on": AdminDateInput,
            "repeats_until": AdminDateInput,
            "starts_at": AdminTimeInput,
            "ends_at": AdminTimeInput,
        }

    def clean_branch(self):
        branch = self.cleaned_data["branch"]
        if self.for_user and not user_can_plan_for(self.for_user, branch):
            raise forms.ValidationError(f"您没有给“{branch}”安排日程的权限。")
        return branch

    def save_by(self, user: User) -> Event:
        event = self.instance if self.instance.pk else None
        return plan_event(user=user, event=event, **self.cleaned_data)


class EventFilterSet(WagtailFilterSet):
    branch = django_filters.CharFilter(
        field_name="branch__path", label="机构号（含下级）", method=in_subtree
    )

    class Meta:
        model = Event
        fields = ["branch", "audience"]


class EventIndexView(generic.IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("branch", "campaign")

    def get_list_more_buttons(self, instance):
        change = MenuItem(
            "调整场次",
            url=reverse("events:change", args=[instance.pk]),
            icon_name="calendar-alt",
            priority=15,
        )
        return [*super().get_list_more_buttons(instance), change]


class EventViewSet(KeptViewSet):
    model = Event
    name = "events"
    icon = "calendar-alt"
    menu_label = "日程"
    menu_name = "schedule"
    menu_order = 260
    add_to_admin_menu = True
    index_view_class = EventIndexView
    create_form = edit_form = EventForm
    why_not_deleted = "日程不删除。不再办的，填“重复到”；只停一场的，用“调整场次”。"
    list_display = [
        "title",
        Column("branch", label="网点"),
        Column("campaign", label="活动", accessor=lambda e: e.campaign or "—"),
        Column("starts_on", label="第一次", sort_key="starts_on"),
        Column("starts_at", label="时间", accessor=lambda e: f"{e.starts_at:%H:%M}"),
        Column("rrule", label="重复", accessor=lambda e: "重复" if e.rrule else "一次"),
    ]
    filterset_class = EventFilterSet
    search_fields = ["title", "branch__name", "place"]

    def get_urlpatterns(self):
        change = ChangeOccurrenceView.as_view()
        return [*super().get_urlpatterns(), path("change/<int:pk>/", change, name="change")]


@hooks.register("register_admin_viewset")
def register_events_viewset():
    return EventViewSet()


@hooks.register("register_log_actions")
def register_schedule_log_actions(actions) -> None:
    actions.register_action("schedule.override", "调整场次", "调整或取消了一场")
