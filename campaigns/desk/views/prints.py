"""From an edition to paper with this branch's name on it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from campaigns.desk.forms import CopiesForm, LayoutForm
from campaigns.desk.queries import print_runs_on, shelf, shelf_line, usable_editions
from campaigns.desk.views.door import INVALID, DeskView
from campaigns.ledger.actions import record_print
from cms.library.models import Edition
from cms.library.queries import editions_for_branch
from cms.printing.actions import print_for_branch
from cms.printing.layouts import LAYOUTS, layouts_for
from cms.printing.models import PrintRun
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
    """Return, for each edition, its newest run of the day if no copies were said for it."""
    newest: dict[int, PrintRun] = {}
    for run in runs:
        newest.setdefault(run.edition_id, run)
    said = {run.edition_id for run in runs if run.posted}
    return [run for edition, run in newest.items() if edition not in said]


class EditionPrintView(DeskView):
    section = "print"

    def page(self, edition: Edition, form: CopiesForm | None = None) -> HttpResponse:
        layouts = layouts_for(edition)
        newest = self.newest_run(edition)
        runs = print_runs_on(self.branch, self.today).filter(edition=edition)
        context = {
            "edition": edition,
            "line": shelf_line(self.branch, edition, self.today),
            "layouts": layouts,
            "may_print": edition.is_in_force(self.today),
            "newer": editions_for_branch(self.branch, self.today)
            .filter(material=edition.material_id)
            .exclude(pk=edition.pk)
            .first(),
            "runs": [(run, LAYOUTS[run.layout].name) for run in runs if run.layout in LAYOUTS],
            "newest_run": newest,
            "form": form or CopiesForm(),
        }
        invalid = form is not None and form.errors
        return self.show("print.html", context, status=INVALID if invalid else 200)

    def newest_run(self, edition: Edition) -> PrintRun | None:
        return PrintRun.objects.filter(branch=self.branch, edition=edition).first()


class PrintView(EditionPrintView):
    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self.page(self.edition_of(code, usable_editions(self.branch)))


class PrintPdfView(EditionPrintView):
    """POST only: making the PDF is a deed with a row of its own."""

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        edition = self.edition_of(code, usable_editions(self.branch))
        layouts = layouts_for(edition)
        form = LayoutForm(request.POST, layouts=layouts)
        if not form.is_valid():
            return self.refuse(edition, "请先选一种版式。")
        try:
            run, pdf = print_for_branch(
                edition=edition,
                branch=self.branch,
                user=request.user,
                layout=LAYOUTS[form.cleaned_data["layout"]],
            )
        except ValidationError as error:
            return self.refuse(edition, " ".join(error.messages))
        except PrintError as error:
            return self.refuse(edition, str(error))
        return pdf_response(pdf, f"{edition.code} {edition.title} {self.branch.label}.pdf")

    def refuse(self, edition: Edition, why: str) -> HttpResponse:
        return self.show("print_refused.html", {"edition": edition, "why": why}, status=INVALID)


def pdf_response(pdf: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, filename)
    response["Content-Security-Policy"] = PDF_POLICY
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
