"""Moving or cancelling one date of an event, in the admin."""

from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from campaigns.schedule.actions import cancel_occurrence, move_occurrence
from campaigns.schedule.models import Event
from campaigns.schedule.queries import occurrences

AHEAD = timedelta(days=120)


class ChangeOccurrenceForm(forms.Form):
    on = forms.DateField(label="原定日期", widget=AdminDateInput)
    moved_to = forms.DateField(
        label="改到", required=False, widget=AdminDateInput, help_text="取消这一场的留空。"
    )
    reason = forms.CharField(
        label="原因",
        max_length=60,
        help_text="读者和网点会看到。",
        error_messages={"required": "请写明原因，来的人会看到。"},
    )


class ChangeOccurrenceView(WagtailAdminTemplateMixin, FormView):
    """调整场次. One date moved or cancelled; the rule and the other dates stay."""

    template_name = "wagtailadmin/schedule/change_occurrence.html"
    form_class = ChangeOccurrenceForm
    page_title = "调整场次"
    header_icon = "calendar-alt"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("schedule.change_event"):
            raise PermissionDenied
        self.event = get_object_or_404(Event.objects.select_related("branch"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        said = {"user": self.request.user, "event": self.event}
        said |= {name: form.cleaned_data[name] for name in ("on", "reason")}
        to = form.cleaned_data["moved_to"]
        try:
            if to:
                move_occurrence(**said, to=to)
            else:
                cancel_occurrence(**said)
        except (ValidationError, PermissionDenied) as error:
            words = error.messages if isinstance(error, ValidationError) else str(error)
            form.add_error(None, words)
            return self.form_invalid(form)
        done = f"改到 {to:%Y-%m-%d}" if to else "取消了"
        messages.success(self.request, f"{said['on']:%Y-%m-%d} 这一场已经{done}。")
        return redirect(reverse("events:change", args=[self.event.pk]))

    def get_breadcrumbs_items(self):
        listing = {"url": reverse("events:index"), "label": "日程"}
        here = {"url": "", "label": self.page_title, "sublabel": self.event.title}
        return [*super().get_breadcrumbs_items(), listing, here]

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        coming = occurrences(Event.objects.filter(pk=self.event.pk), today, today + AHEAD)
        return {
            **super().get_context_data(**kwargs),
            "event": self.event,
            "coming": coming[:10],
            "overrides": self.event.overrides.order_by("on"),
        }
