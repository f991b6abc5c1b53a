"""本周打印包: a page of suggestions, one file, and one button for the books."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from campaigns.desk.actions import correct_copies, record_pack
from campaigns.desk.choices import in_words, remember, said_last_time
from campaigns.desk.forms import STALE
from campaigns.desk.pack import CampaignPack, pack_for
from campaigns.desk.print_forms import (
    CorrectionForm,
    PackCopiesForm,
    PackForm,
    PackLineForm,
)
from campaigns.desk.queries import print_runs_on, runs_of_pack
from campaigns.desk.views.door import INVALID, DeskView
from campaigns.desk.views.prints import pdf_response
from cms.printing.actions import MOST_SHEETS, PrintedPack, print_pack, print_pack_again
from cms.printing.layouts import LAYOUTS
from cms.printing.models import PrintRun
from cms.printing.options import PrintOptions
from cms.printing.packs import has_backs
from cms.printing.typst import PrintError


class PackPageView(DeskView):
    """The page, with what was typed into it if that was wrong."""

    section = "print"

    def page(
        self,
        lines: list[PackLineForm] | None = None,
        how: PackForm | None = None,
        copies: PackCopiesForm | None = None,
    ) -> HttpResponse:
        if lines is None:
            lines = self.line_forms()
        forms = {form.suggestion.edition.pk: form for form in lines}
        groups = [
            group_of(pack, [forms[one.edition.pk] for one in pack.suggestions])
            for pack in self.packs
        ]
        context = {
            "groups": groups,
            "large": [form for group in groups for form in group["large"]],
            "how": how or PackForm(initial=said_last_time(self.request.session)),
            "most_sheets": MOST_SHEETS,
            **self.made_today(copies),
        }
        wrong = how is not None or copies is not None
        return self.show("pack.html", context, status=INVALID if wrong else 200)

    def line_forms(self, data=None) -> list[PackLineForm]:
        self.packs = pack_for(self.branch, self.today)
        return [
            PackLineForm(data, suggestion=one) for pack in self.packs for one in pack.suggestions
        ]

    def made_today(self, copies: PackCopiesForm | None) -> dict:
        """Return the newest pack of the day: to be said, or said and open to correction."""
        every = [run for run in print_runs_on(self.branch, self.today) if run.pack]
        runs = [run for run in reversed(every) if run.pack == every[0].pack]
        if not runs:
            return {}
        is_said = any(run.posted for run in runs)
        form = copies or PackCopiesForm(runs=runs)
        rows = [
            {
                "run": run,
                "how": how_it_was_made(run),
                "field": form[str(run.pk)],
                "copies": sum(entry.quantity for entry in run.posted),
                "may_correct": all(
                    entry.recorded_by_id == self.request.user.pk for entry in run.posted
                ),
            }
            for run in runs
        ]
        chosen = said_last_time(self.request.session).get("sides") != "one"
        pages = [run.pages or 1 for run in runs]
        both_sides = chosen and has_backs(pages)
        return {
            "made": runs[0],
            "rows": rows,
            "is_said": is_said,
            "copies_form": form,
            "both_sides": both_sides,
            "has_empty_backs": both_sides and any(count % 2 for count in pages),
            "has_leaflets": any(run.layout == "leaflet" for run in runs),
            "turned": [] if both_sides else list(pages_to_turn(runs)),
        }


def group_of(pack: CampaignPack, forms: list[PackLineForm]) -> dict:
    """Return a campaign's lines: what to print now, what could wait, what needs large paper."""
    small = [form for form in forms if not form.suggestion.needs_large_paper]
    wanted = [form for form in small if form.is_ticked]
    return {
        "pack": pack,
        "wanted": wanted,
        "rest": [form for form in small if form not in wanted],
        "large": [form for form in forms if form not in small],
    }


def how_it_was_made(run: PrintRun) -> str:
    layout = LAYOUTS.get(run.layout)
    if layout is None:
        return ""
    return f"{layout.name} · {in_words(layout, PrintOptions.of(run.options))}"


def pages_to_turn(runs: list[PrintRun]):
    """Give, of a file for one side, which pages are fronts and which are their backs."""
    page = 1
    for run in runs:
        for side in range(run.pages or 1):
            last = page + run.copies - 1
            if run.pages == 2:
                yield {"run": run, "side": "背面" if side else "正面", "first": page, "last": last}
            page = last + 1


class PackView(PackPageView):
    """POST only makes the PDF: a deed with rows of its own."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        lines, how = self.line_forms(request.POST), PackForm(request.POST)
        taken = [form for form in lines if form.is_taken]
        wrong = [form for form in [*taken, how] if not form.is_valid()]
        made = None if wrong else self.make(taken, how)
        if made is None:
            return self.page(lines, how)
        remember(request.session, **how.cleaned_data)
        if made.refused:
            return self.show("pack_refused.html", {"made": made})
        return self.file(made.pdf)

    def make(self, taken: list[PackLineForm], how: PackForm) -> PrintedPack | None:
        try:
            return print_pack(
                branch=self.branch,
                user=self.request.user,
                lines=[form.line(how.options) for form in taken],
                both_sides=how.both_sides,
            )
        except ValidationError as error:
            how.add_error(None, error)
        except PrintError as error:
            how.add_error(None, str(error))
        return None

    def file(self, pdf: bytes) -> HttpResponse:
        return pdf_response(pdf, f"打印包 {self.today:%m-%d} {self.branch.label}.pdf")


class KnownPackView(PackPageView):
    """A view of one pack of this branch. Raises Http404 for another's."""

    def runs(self, pack: UUID) -> list[PrintRun]:
        found = list(runs_of_pack(self.branch, pack))
        if not found:
            raise Http404("no such pack at this branch")
        return found


class PackPdfView(KnownPackView):
    """The same file again: nothing is recorded, so it may be fetched with GET."""

    def get(self, request: HttpRequest, pack: UUID) -> HttpResponse:
        sides = said_last_time(request.session).get("sides")
        try:
            pdf = print_pack_again(
                runs=self.runs(pack), user=request.user, both_sides=sides != "one"
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        except PrintError as error:
            messages.error(request, str(error))
        else:
            return pdf_response(pdf, f"打印包 {self.today:%m-%d} {self.branch.label}.pdf")
        return redirect("desk:pack")


class RecordPackView(KnownPackView):
    def post(self, request: HttpRequest, pack: UUID) -> HttpResponse:
        runs = self.runs(pack)
        form = PackCopiesForm(request.POST, runs=runs)
        if form.is_valid():
            try:
                entries = record_pack(
                    runs=runs,
                    copies=form.copies,
                    user=request.user,
                    client_ref=form.cleaned_data["client_ref"],
                )
            except ValidationError as error:
                form.refuse(error)
            else:
                total = sum(entry.quantity for entry in entries)
                messages.success(request, f"记好了：{len(entries)} 种，一共 {total} 份。")
                return redirect(f"{reverse('desk:pack')}#made")
        return self.page(copies=form)


class CorrectCopiesView(KnownPackView):
    def post(self, request: HttpRequest, pack: UUID, run: int) -> HttpResponse:
        known = {one.pk: one for one in self.runs(pack)}
        if run not in known:
            raise Http404("no such run in this pack")
        form = CorrectionForm(request.POST)
        if not form.is_valid():
            words = [text for texts in form.errors.values() for text in texts]
            messages.error(request, " ".join(words) or STALE)
            return redirect(f"{reverse('desk:pack')}#made")
        edition = known[run].edition
        try:
            correct_copies(run=known[run], user=request.user, **form.cleaned_data)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            quantity = form.cleaned_data["quantity"]
            messages.success(request, f"已改：{edition.title}，印了 {quantity} 份。")
        return redirect(f"{reverse('desk:pack')}#made")
