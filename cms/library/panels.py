"""Withdrawing an edition, in the admin."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.library.actions import withdraw_edition
from cms.library.enums import ASKS_OF_BRANCHES, RecallSeverity
from cms.library.models import Edition
from cms.library.permissions import user_can_withdraw


def severities() -> list[tuple[str, str]]:
    """Return each severity with what it asks of branches: nobody should have to look it up."""
    return [(s.value, f"{s.label}：{ASKS_OF_BRANCHES[s]}") for s in RecallSeverity]


class WithdrawForm(forms.Form):
    severity = forms.ChoiceField(
        label="召回程度",
        choices=severities,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择召回程度。"},
    )
    reason = forms.CharField(
        label="撤回原因",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明撤回原因，网点会看到。"},
        help_text="网点的工作台和扫旧版二维码的读者都会看到这句话。例如：热线号码印错了。",
    )


class WithdrawEditionView(WagtailAdminTemplateMixin, FormView):
    """撤回版次. It is printed no more; what is on shelves is recalled. Cannot be undone."""

    template_name = "wagtailadmin/library/withdraw_edition.html"
    form_class = WithdrawForm
    page_title = "撤回版次"
    header_icon = "warning"
    index_url_name = ""

    def dispatch(self, request, *args, **kwargs):
        if not user_can_withdraw(request.user):
            raise PermissionDenied
        self.edition = get_object_or_404(Edition, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            withdraw_edition(edition=self.edition, user=self.request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, f"{self.edition} 已撤回，网点不能再打印。")
        return redirect(reverse(self.index_url_name))

    def get_breadcrumbs_items(self):
        editions = {"url": reverse(self.index_url_name), "label": "版次"}
        here = {"url": "", "label": self.page_title, "sublabel": str(self.edition)}
        return [*super().get_breadcrumbs_items(), editions, here]

    def get_context_data(self, **kwargs):
        back = reverse(self.index_url_name)
        return {**super().get_context_data(**kwargs), "edition": self.edition, "back": back}
