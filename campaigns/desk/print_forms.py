"""What the counter may choose about paper."""

from dataclasses import replace

from django import forms

from campaigns.desk.choices import (
    EYE_CHART,
    SIDES,
    TILES,
    Size,
    office_size,
    pieces_made,
    pieces_of,
    sizes_of,
    usual_size,
)
from campaigns.desk.forms import OnceForm, QuantityField
from campaigns.desk.pack import Suggestion
from cms.library import eye_chart
from cms.library.models import Edition
from cms.printing.actions import PackLine
from cms.printing.layouts import LAYOUTS, Layout
from cms.printing.models import PrintRun
from cms.printing.options import INKS, SCRIPTS, PrintOptions


class HowForm(forms.Form):
    """What every print is asked. Whoever leaves a question out gets the first answer."""

    ink = forms.ChoiceField(label="颜色", choices=INKS.items(), required=False)
    script = forms.ChoiceField(label="字体", choices=SCRIPTS.items(), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "没有这种印法，请重新选。"

    def clean(self) -> dict:
        cleaned = super().clean()
        for name, field in self.fields.items():
            if not cleaned.get(name):
                cleaned[name] = self.initial.get(name) or next(iter(field.choices))[0]
        return cleaned


class PrintForm(HowForm):
    """How one edition comes out of the printer in one layout."""

    size = forms.ChoiceField(label="用纸", required=False)
    tiles = forms.ChoiceField(label="A1、A2 大张", choices=TILES.items(), required=False)
    design = forms.ChoiceField(label="样式", choices=eye_chart.DESIGNS.items(), required=False)

    def __init__(self, *args, edition: Edition, layout: Layout, **kwargs):
        super().__init__(*args, **kwargs)
        self.sizes = {size.value: size for size in sizes_of(edition, layout)}
        self.fields["size"].choices = [(v, size.label) for v, size in self.sizes.items()]
        self._keep_what_is_known(edition, layout)

    def _keep_what_is_known(self, edition: Edition, layout: Layout) -> None:
        """Let the edition say what nobody chose, and drop questions it has no answers to."""
        usual = usual_size(edition, layout).value
        if self.initial.get("size") not in self.sizes:
            self.initial["size"] = usual if usual in self.sizes else next(iter(self.sizes), "")
        if layout.code != EYE_CHART:
            del self.fields["design"]
        else:
            said = edition.printed_content.get("design") or eye_chart.USUAL_DESIGN
            self.initial.setdefault("design", said)
            self.fields["size"].label = "用纸，站多远看"
        if not any(size.is_large for size in self.sizes.values()):
            del self.fields["tiles"]

    def clean(self) -> dict:
        tiles = self.data.get("tiles")
        cleaned = super().clean()
        if tiles == "":  # in one piece: an answer, not a gap
            cleaned["tiles"] = ""
        return cleaned

    @property
    def options(self) -> PrintOptions:
        said = self.cleaned_data
        size = self.sizes.get(said["size"]) or Size("")
        return PrintOptions(
            paper=size.paper,
            distance_m=size.distance_m,
            ink=said["ink"],
            script=said["script"],
            design=said.get("design", ""),
            tiles=said.get("tiles", "") if size.is_large else "",
        )


class PackLineForm(forms.Form):
    """One edition of the pack: whether, how many and in which layout."""

    take = forms.BooleanField(required=False)
    copies = QuantityField(label="份数")
    layout = forms.ChoiceField(
        label="版式", error_messages={"invalid_choice": "没有这种版式，请重新选。"}
    )

    def __init__(self, *args, suggestion: Suggestion, **kwargs):
        self.suggestion = suggestion
        super().__init__(*args, prefix=suggestion.edition.code, initial=self._start(), **kwargs)
        layouts = [(layout.code, layout.name) for layout in suggestion.layouts]
        self.fields["layout"].choices = layouts

    def _start(self) -> dict:
        one = self.suggestion
        wanted = bool(one.copies) and not one.needs_large_paper
        return {"take": wanted, "copies": one.copies or one.if_wanted, "layout": one.layout.code}

    @property
    def is_ticked(self) -> bool:
        return bool(self["take"].value())

    @property
    def is_taken(self) -> bool:
        """Return whether it was sent with its tick."""
        return bool(self.data.get(self.add_prefix("take")))

    def line(self, options: PrintOptions) -> PackLine:
        """Return the line for the printer: sheets enough for so many copies."""
        edition, layout = self.suggestion.edition, LAYOUTS[self.cleaned_data["layout"]]
        size = office_size(edition, layout)
        sheets = -(-self.cleaned_data["copies"] // pieces_of(layout, size))
        chosen = replace(options, paper=size.paper, distance_m=size.distance_m)
        return PackLine(edition, layout, sheets, chosen)


class PackForm(HowForm):
    """How a whole pack is printed: in black and on both sides unless told otherwise."""

    ink = forms.ChoiceField(
        label="颜色", choices=[(n, INKS[n]) for n in ("black", "colour")], required=False
    )
    sides = forms.ChoiceField(label="单双面", choices=SIDES.items(), required=False)

    @property
    def options(self) -> PrintOptions:
        return PrintOptions(ink=self.cleaned_data["ink"], script=self.cleaned_data["script"])

    @property
    def both_sides(self) -> bool:
        return self.cleaned_data["sides"] == "both"


class PackCopiesForm(OnceForm):
    """How many of each print of a pack came out of the printer; 0 for what did not."""

    def __init__(self, *args, runs: list[PrintRun], **kwargs):
        super().__init__(*args, **kwargs)
        for run in runs:
            self.fields[str(run.pk)] = QuantityField(
                label=f"{run.edition.code}《{run.edition.title}》",
                least=0,
                initial=pieces_made(run),
            )

    @property
    def copies(self) -> dict[int, int]:
        return {int(k): n for k, n in self.cleaned_data.items() if k != "client_ref"}


class CorrectionForm(OnceForm):
    quantity = QuantityField(label="实际印了几份", least=0)
