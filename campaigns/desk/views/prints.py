"""From an edition to paper with this branch's name on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from campaigns.desk.choices import (
    in_words,
    is_handed_out,
    remember,
    said_last_time,
)
from campaigns.desk.forms import CopiesForm
from campaigns.desk.print_forms import PrintForm
from campaigns.desk.queries import posted_of, print_runs_on, shelf, shelf_line, usable_editions
from campaigns.desk.views.door import INVALID, DeskView
from campaigns.ledger.actions import record_print
from cms.library.models import Edition
from cms.library.queries import replacement_for, why_not_printable
from cms.printing.actions import draw_for_branch, print_for_branch
from cms.printing.layouts import LAYOUTS, Layout, layouts_for
from cms.printing.models import PrintRun
from cms.printing.options import PrintOptions
from cms.printing.queries import template_set_of
from cms.printing.rendering import why_it_may_differ
from cms.printing.thumbnails import known_misfits, why_it_does_not_fit
from cms.printing.typst import PrintError

# A PDF runs nothing and fetches nothing; the browser's own viewer needs its style.
PDF_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
)


class PrintsView(DeskView):
    """What can be printed, and the PDFs of today whose copies nobody has said yet."""

    section = "print"

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "").strip()[:40]
        lines = [line for line in shelf(self.branch, self.today) if line.in_force]
        runs = print_runs_on(self.branch, self.today)
        return self.show(
            "prints.html",
            {
                "lines": [line for line in lines if line.matches(words)],
                "words": words,
                "unsaid": newest_unsaid(runs),
            },
        )


def newest_unsaid(runs) -> list[PrintRun]:
    """Return, for each edition, its newest run of the day if no copies were said for it.

    The runs of a pack are said together on the pack's page, and stand here as one.
    """
    newest: dict[object, PrintRun] = {}
    for run in runs:
        newest.setdefault(run.pack or run.edition_id, run)
    said = {run.pack or run.edition_id for run in runs if run.posted}
    return [
        run for key, run in newest.items() if key not in said and (run.pack or asks_for_copies(run))
    ]


def asks_for_copies(run: PrintRun) -> bool:
    return run.layout in LAYOUTS and is_handed_out(LAYOUTS[run.layout])


class EditionPrintView(DeskView):
    section = "print"

    def page(
        self, edition: Edition, form: CopiesForm | None = None, layout: Layout | None = None
    ) -> HttpResponse:
        layouts = layouts_for(edition)
        layout = layout or next(iter(layouts), None)
        newest = self.newest_run(edition)
        context = {
            "edition": edition,
            "line": shelf_line(self.branch, edition, self.today),
            "layout": layout,
            "why_not": why_not_printable(edition, self.today),
            "newer": replacement_for(edition, self.today),
            "runs": self.runs_today(edition),
            "newest_run": newest,
            "newest_name": LAYOUTS[newest.layout].name if newest else "",
            "newest_said": sum(entry.quantity for entry in posted_of(newest)) if newest else 0,
            "form": form or CopiesForm(),
        }
        if layout and not context["why_not"]:
            context |= self.choices(edition, layouts, layout)
        invalid = form is not None and form.errors
        return self.show("print.html", context, status=INVALID if invalid else 200)

    def choices(self, edition: Edition, layouts: list[Layout], layout: Layout) -> dict:
        """Return what the form offers; no type is set but for the layout that was chosen."""
        misfits = known_misfits(edition, layouts)
        misfit = misfits[layout.code] = why_it_does_not_fit(edition, layout)
        kept = said_last_time(self.request.session)
        remembered = {**kept, "size": kept.get(f"size of {layout.code}")}
        return {
            "layouts": [(one, misfits[one.code]) for one in layouts],
            "misfit": misfit,
            "print_form": PrintForm(edition=edition, layout=layout, initial=remembered),
            "differs": why_it_may_differ(template_set_of(edition), layout),
        }

    def runs_today(self, edition: Edition) -> list[dict]:
        runs = print_runs_on(self.branch, self.today).filter(edition=edition)
        return [
            {
                "run": run,
                "name": LAYOUTS[run.layout].name,
                "how": in_words(LAYOUTS[run.layout], PrintOptions.of(run.options)),
                "asks": asks_for_copies(run),
            }
            for run in runs
            if run.layout in LAYOUTS
        ]

    def newest_run(self, edition: Edition) -> PrintRun | None:
        """Return the run whose copies are asked for here: not a pack's, not a label's."""
        handed_out = [layout.code for layout in layouts_for(edition) if is_handed_out(layout)]
        mine = PrintRun.objects.filter(branch=self.branch, edition=edition, pack=None)
        return mine.filter(layout__in=handed_out).first()


class PrintView(EditionPrintView):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        edition = self.edition_of(code, usable_editions(self.branch))
        wanted = request.GET.get("layout", "")
        chosen = [layout for layout in layouts_for(edition) if layout.code == wanted]
        return self.page(edition, layout=next(iter(chosen), None))


class PrintPdfView(EditionPrintView):
    """POST only: making the PDF is a deed with a row of its own."""

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        edition = self.edition_of(code, usable_editions(self.branch))
        layouts = {layout.code: layout for layout in layouts_for(edition)}
        layout = layouts.get(request.POST.get("layout", ""))
        if layout is None:
            return self.refuse(edition, "请先选一种版式。")
        form = PrintForm(request.POST, edition=edition, layout=layout)
        if not form.is_valid():
            return self.refuse(edition, "没有这种印法，请回到打印页重新选。")
        said = form.cleaned_data
        remember(
            request.session,
            ink=said["ink"], script=said["script"], **{f"size of {layout.code}": said["size"]},
        )  # fmt: skip
        try:
            return self.made(edition, layout, form.options)
        except ValidationError as error:
            return self.refuse(edition, " ".join(error.messages))
        except PrintError as error:
            return self.refuse(edition, str(error))

    def made(self, edition: Edition, layout: Layout, options: PrintOptions) -> HttpResponse:
        what = {
            "edition": edition,
            "branch": self.branch,
            "user": self.request.user,
            "layout": layout,
            "options": options,
        }
        name = f"{edition.code} {edition.title} {layout.name} {self.branch.label}"
        if layout.is_picture:
            return picture_response(draw_for_branch(**what), f"{name}.png")
        _, pdf = print_for_branch(**what)
        return pdf_response(pdf, f"{name}.pdf")

    def refuse(self, edition: Edition, why: str) -> HttpResponse:
        return self.show("print_refused.html", {"edition": edition, "why": why}, status=INVALID)


def pdf_response(pdf: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, filename)
    response["Content-Security-Policy"] = PDF_POLICY
    return response


def picture_response(png: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(png, content_type="image/png")
    response["Content-Disposition"] = content_disposition_header(True, filename)
    return response


class RecordPrintView(EditionPrintView):
    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        edition = self.edition_of(code, usable_editions(self.branch))
        run = self.newest_run(edition)
        if run is None:
            messages.error(request, "还没有打开过这份 PDF，请先点“打开 PDF”。")
            return redirect("desk:print", code=edition.code)
        form = CopiesForm(request.POST)
        if form.is_valid():
            try:
                entry = record_print(print_run=run, user=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.refuse(error)
            else:
                left = shelf_line(self.branch, edition, self.today).left
                messages.success(request, f"已记打印 {entry.quantity} 份，现在结存 {left} 份。")
                return redirect("desk:print", code=edition.code)
        return self.page(edition, form)
