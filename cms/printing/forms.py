"""What somebody may choose about a bundle for a print shop."""

from django import forms
from django.core.exceptions import ValidationError

from cms.branches.choosers import branch_chooser
from cms.branches.models import Branch, User
from cms.library import eye_chart
from cms.library.models import Edition
from cms.printing.actions.bundles import request_bundle
from cms.printing.enums import BundleOutput
from cms.printing.layouts import LAYOUTS, layouts_for
from cms.printing.models import PressBundle
from cms.printing.options import INKS, PAPERS, SCRIPTS, PrintOptions

OFFICE, PRESS = "office", "press"
EYE_CHART = "eye_chart"
FINISHES = ((OFFICE, "办公打印机"), (PRESS, "印刷厂（四边出血 3 毫米，带裁切线）"))


class ChooseEditionForm(forms.Form):
    """Asked first, because the layouts depend on it."""

    edition = forms.ModelChoiceField(
        Edition.objects.none(), label="印哪一版", empty_label="请选一个在用的版次"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = Edition.objects.in_force().order_by("code")


class BundleForm(forms.Form):
    layout = forms.ChoiceField(label="版式", widget=forms.RadioSelect)
    paper = forms.ChoiceField(label="纸张", required=False)
    ink = forms.ChoiceField(
        label="颜色", choices=INKS.items(), initial="colour", widget=forms.RadioSelect
    )
    script = forms.ChoiceField(
        label="简体或繁体", choices=SCRIPTS.items(), initial="hans", widget=forms.RadioSelect
    )
    finish = forms.ChoiceField(
        label="在哪里印", choices=FINISHES, initial=OFFICE, widget=forms.RadioSelect
    )
    distance = forms.TypedChoiceField(
        label="站多远看", required=False, coerce=int, empty_value=0,
        choices=[("", "这种纸常用的"), *((d, f"{d} 米") for d in eye_chart.DISTANCES)],
    )  # fmt: skip
    design = forms.ChoiceField(
        label="样式", required=False, choices=[("", "照这一版的"), *eye_chart.DESIGNS.items()]
    )
    branch = forms.ModelChoiceField(
        Branch.objects.all(),
        label="哪些网点",
        widget=branch_chooser.widget_class,
        help_text="选一家分行或支行，就是它下面全部营业中的网点。",
        error_messages={"required": "请选一家机构。"},
    )
    output = forms.ChoiceField(
        label="做成什么",
        choices=BundleOutput.choices,
        initial=BundleOutput.ZIP,
        widget=forms.RadioSelect,
        help_text="两种都附一份清单，写明每家网点的文件或页码。",
    )

    def __init__(self, *args, edition: Edition, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition, self.user = edition, user
        layouts = [layout for layout in layouts_for(edition) if not layout.is_picture]
        self.fields["layout"].choices = [(layout.code, layout.name) for layout in layouts]
        self.fields["layout"].initial = layouts[0].code if layouts else ""
        offered = {paper for layout in layouts for paper in layout.papers}
        papers = [(paper, paper.upper()) for paper in PAPERS if paper in offered]
        self.fields["paper"].choices = [("", "这种版式常用的"), *papers]
        if all(layout.code != EYE_CHART for layout in layouts):
            del self.fields["distance"], self.fields["design"]

    def clean(self) -> dict:
        said = super().clean()
        layout, paper = LAYOUTS.get(said.get("layout", "")), said.get("paper", "")
        if layout and paper and paper not in layout.papers:
            has = "、".join(paper.upper() for paper in layout.papers)
            self.add_error("paper", f"“{layout.name}”没有 {paper.upper()}，只有 {has}。")
        if layout and said.get("finish") == PRESS and not layout.has_press:
            self.add_error("finish", f"“{layout.name}”没有送印刷厂的版本，请选“办公打印机”。")
        return said

    def _of_the_chart(self, said: dict) -> dict:
        if said["layout"] != EYE_CHART:
            return {}
        return {"distance_m": said["distance"], "design": said["design"]}

    def save(self) -> PressBundle | None:
        """Ask for the bundle; None, with the reason at the form, when it is refused."""
        said = self.cleaned_data
        options = PrintOptions(
            paper=said["paper"],
            ink=said["ink"],
            script=said["script"],
            press=said["finish"] == PRESS,
            **self._of_the_chart(said),
        )
        try:
            return request_bundle(
                edition=self.edition,
                layout=LAYOUTS[said["layout"]],
                options=options,
                branch=said["branch"],
                output=BundleOutput(said["output"]),
                user=self.user,
            )
        except ValidationError as error:
            self.add_error(None, error)
            return None
