"""What the counter may type, and what we answer when it cannot be true."""

import re
import unicodedata
import uuid

from django import forms
from django.core.exceptions import ValidationError

from campaigns.ledger.enums import Channel, WriteOffReason
from campaigns.ledger.models import MOST_SHEETS
from cms.library.enums import RecallSeverity

STALE = "页面放得太久了，请刷新后再试。"
# Longer than any true number, and far below the digits Python refuses to read.
MOST_CHARACTERS = 20


class QuantityField(forms.CharField):
    """A number of sheets as people type it: half or full width, with or without 份."""

    def __init__(self, *, least: int = 1, **kwargs):
        self.least = least
        errors = {"required": "请填写份数。", "max_length": "这个数太长了，请核对份数。"}
        super().__init__(max_length=MOST_CHARACTERS, error_messages=errors, **kwargs)

    def clean(self, value) -> int:
        typed = unicodedata.normalize("NFKC", super().clean(value)).replace(" ", "")
        typed = typed.removesuffix("份").replace("−", "-")
        if not re.fullmatch(r"[+-]?[0-9]+", typed):
            raise ValidationError("请用数字填写份数，例如 20。")
        number = int(typed)
        if number < self.least:
            raise ValidationError(
                "份数要大于 0。记错了请用“撤销”，不要填负数。"
                if self.least
                else "份数不能是负数。一份也没有就填 0。"
            )
        if number > MOST_SHEETS:
            raise ValidationError(f"一次最多 {MOST_SHEETS} 份，请核对份数。")
        return number


class OnceForm(forms.Form):
    """A form that counts once: its reference is minted when the page is drawn."""

    client_ref = forms.UUIDField(
        widget=forms.HiddenInput, error_messages={"required": STALE, "invalid": STALE}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("client_ref", uuid.uuid4())

    def refuse(self, error: ValidationError, field: str | None = None) -> None:
        """Show an action's refusal where the person is looking."""
        self.add_error(field, error)


class HandoutForm(OnceForm):
    quantity = QuantityField(label="其他份数")
    channel = forms.ChoiceField(
        choices=Channel, widget=forms.HiddenInput, error_messages={"required": "请选择发放渠道。"}
    )

    def ref_of_step(self) -> uuid.UUID:
        """Return a reference of this form and this quantity: +1 then +5 are two deeds."""
        return uuid.uuid5(self.cleaned_data["client_ref"], str(self.cleaned_data["quantity"]))


class EntryForm(OnceForm):
    """Undo what is on the screen, not whatever is newest by the time it arrives."""

    entry = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": STALE})


class CopiesForm(OnceForm):
    quantity = QuantityField(label="印了几份")


class ReceiptForm(OnceForm):
    quantity = QuantityField(label="到了几份")
    note = forms.CharField(label="备注（可不填）", required=False, max_length=80)


class WriteOffForm(OnceForm):
    quantity = QuantityField(label="报废几份")
    reason = forms.ChoiceField(
        label="原因", choices=WriteOffReason, error_messages={"required": "请选择报废原因。"}
    )
    note = forms.CharField(label="备注（可不填）", required=False, max_length=80)


class RecallForm(OnceForm):
    """What became of recalled sheets: figures that together are what stood on the shelf.

    Figures that do not add up to `booked` are asked about once; `difference` is that question
    coming back, answered with yes. The sum is reckoned here, so it needs no script.
    """

    destroyed = QuantityField(label="已销毁", least=0)
    used = QuantityField(label="已发出，还没记账", least=0)
    kept = QuantityField(label="还留着", least=0)
    note = forms.CharField(label="备注（可不填）", required=False, max_length=80)
    difference = forms.IntegerField(required=False, widget=forms.HiddenInput)
    figures = ("destroyed", "used", "kept")

    def __init__(self, *args, severity: str, booked: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.booked = booked
        self.found: int | None = None
        self.asks_about_difference = False
        if severity == RecallSeverity.DESTROY:
            del self.fields["kept"]

    def clean(self) -> dict:
        cleaned = {"kept": 0, **super().clean()}
        if any(name not in cleaned for name in self.figures):
            return cleaned
        self.found = sum(cleaned[name] for name in self.figures)
        confirmed = cleaned.pop("difference", None)
        if self.gap and confirmed != self.gap:
            self.asks_about_difference = True
            raise ValidationError(f"{self.reckoned}请再数一数、找一找。", code="difference")
        return cleaned

    @property
    def gap(self) -> int:
        """Return how many sheets more than booked were found; below zero when some are gone."""
        return 0 if self.found is None else self.found - self.booked

    @property
    def reckoned(self) -> str:
        """Return the sum of the figures beside the balance, in words."""
        if self.found is None:
            return f"加起来应当是 {self.booked} 份。" if self.booked > 0 else ""
        if not self.gap:
            return f"合计 {self.booked} 份，和账面一样。"
        word = "多" if self.gap > 0 else "少"
        return f"您填的合计 {self.found} 份，账面 {self.booked} 份，{word} {abs(self.gap)} 份。"


class StocktakeForm(OnceForm):
    counted = QuantityField(label="现在实有几份", least=0)
