"""A session of the schedule on paper: its notice, its tally sheet."""

from django.http import Http404, HttpRequest, HttpResponse

from campaigns.desk.queries import shelf
from campaigns.desk.views.door import INVALID, DeskView
from campaigns.desk.views.prints import pdf_response
from campaigns.schedule.papers import NOTICE, TALLY, session_pdf
from campaigns.schedule.queries import Occurrence, occurrence_by_code
from cms.library.models import Edition
from cms.printing.inputs.sessions import MOST_EDITIONS
from cms.printing.options import PrintOptions
from cms.printing.typst import PrintError

PAPERS = {layout.code: layout for layout in (NOTICE, TALLY)}


class SessionPaperView(DeskView):
    """GET is enough: no copies are counted of it, and nothing is kept.

    A tally sheet is grey unless somebody wants it otherwise: it is written on and thrown away.
    """

    section = "today"

    def get(self, request: HttpRequest, code: str, layout: str) -> HttpResponse:
        occurrence, paper = self.session_of(code), PAPERS.get(layout)
        if paper is None:
            raise Http404("no paper of a session")
        options = PrintOptions(
            paper=request.GET.get("paper", ""),
            ink=request.GET.get("ink") or ("black" if paper == TALLY else "colour"),
            script=request.GET.get("script") or "hans",
        )
        editions = self.editions() if paper == TALLY else ()
        branch = occurrence.event.branch
        try:
            pdf = session_pdf(occurrence, branch, paper, options, editions=editions)
        except PrintError as error:
            context = {"occurrence": occurrence, "why": str(error)}
            return self.show("session_refused.html", context, status=INVALID)
        name = f"{occurrence.code} {occurrence.event.title} {paper.name}.pdf"
        return pdf_response(pdf, name)

    def session_of(self, code: str) -> Occurrence:
        """Return the session of this branch or of one under it. Raises Http404 for all others."""
        occurrence = occurrence_by_code(code)
        if occurrence is None or not self.branch.covers(occurrence.event.branch):
            raise Http404("no such session at this branch")
        return occurrence

    def editions(self) -> list[Edition]:
        """Return what is likely to be handed out there: the campaigns' first, then the shelf's."""
        lines = [line for line in shelf(self.branch, self.today) if line.may_go_out]
        wanted = [line for line in lines if line.in_campaign or line.left > 0]
        return [line.edition for line in wanted[:MOST_EDITIONS]]
