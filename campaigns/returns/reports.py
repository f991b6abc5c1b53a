"""The return as a report of the admin: on the screen, as XLSX and as CSV."""

import csv
import io
import re
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Sum
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from campaigns.ledger.enums import EntryKind
from campaigns.ledger.exports import plain_text
from campaigns.ledger.models import Entry
from campaigns.ledger.reports import export_buttons
from campaigns.plans.models import CampaignPage, Target
from campaigns.returns.queries import ReturnLine, campaign_return
from cms.branches.enums import RANK, BranchKind

PERMISSION = "returns.view_dailyscan"
URL_NAME = "campaign_return"
HEADINGS = (
    "机构号",
    "机构",
    "层级",
    "目标（份）",
    "打印（份）",
    "发放（份）",
    "扫码（次）",
    "输码（次）",
    "完成率",
)
WIDTHS = (12, 34, 8, 12, 12, 12, 12, 12, 10)
# With more branches than this the outlets are folded away until somebody asks for them.
MANY_LINES = 300
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def cells(line: ReturnLine) -> list[str | int | float | None]:
    """Return a line's cells: text, then whole numbers, then the completion as a fraction."""
    branch, done = line.branch, line.completion
    figures = [line.target, line.printed, line.handed_out, line.scans, line.lookups]
    kind = BranchKind(branch.kind).label
    return [branch.code, branch.name, kind, *figures, None if done is None else round(done, 4)]


def as_csv(lines: list[ReturnLine]) -> bytes:
    """Return UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    writer.writerows([plain_text(cell) for cell in cells(line)] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(lines: list[ReturnLine]) -> bytes:
    """Return a workbook whose names are text, never formulas, and whose figures are numbers."""
    book = Workbook()
    sheet = book.active
    sheet.title = "活动回报"
    sheet.freeze_panes = "C2"
    sheet.append(HEADINGS)
    for column, width in enumerate(WIDTHS, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, line in enumerate(lines, start=2):
        for column, value in enumerate(cells(line), start=1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
        sheet.cell(row, 2).alignment = Alignment(indent=line.depth - 1)
        sheet.cell(row, len(HEADINGS)).number_format = "0.0%"
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def file_name(campaign: CampaignPage, suffix: str) -> str:
    title = NOT_IN_FILE_NAMES.sub(" ", campaign.title).strip()
    return f"活动回报-{title}-{timezone.localdate():%Y%m%d}.{suffix}"


def campaigns_to_report() -> list[CampaignPage]:
    """Return every campaign that was ever published, the newest first."""
    published = CampaignPage.objects.filter(first_published_at__isnull=False)
    return list(published.order_by("-starts_on", "title"))


@dataclass(frozen=True)
class Progress:
    campaign: CampaignPage
    target: int
    handed_out: int


def progress(campaigns: list[CampaignPage]) -> list[Progress]:
    """Return how far each campaign has come as a whole: two queries, no tree."""
    targets = Target.objects.filter(campaign__in=campaigns).values_list("campaign")
    wanted = dict(targets.annotate(n=Sum("quantity")))
    handouts = Entry.objects.filter(campaign__in=campaigns, account=EntryKind.HANDOUT).order_by()
    given = dict(handouts.values_list("campaign").annotate(n=Sum("delta")))
    return [Progress(c, wanted.get(c.pk, 0), -given.get(c.pk, 0)) for c in campaigns]


class CampaignReturnView(WagtailAdminTemplateMixin, TemplateView):
    """活动回报. Head office's question: what came of it, per branch and rolled up."""

    template_name = "wagtailadmin/reports/campaign_return.html"
    page_title = "活动回报"
    header_icon = "doc-full-inverse"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        self.campaigns = campaigns_to_report()
        self.campaign = self.chosen()
        self.lines = campaign_return(self.campaign) if self.campaign else []
        export = request.GET.get("export")
        if self.campaign and export in ("xlsx", "csv"):
            return self.download(export)
        return super().get(request, *args, **kwargs)

    def chosen(self) -> CampaignPage | None:
        """Return the campaign asked for; else one that runs now, else the newest."""
        asked = self.request.GET.get("campaign", "")
        by_pk = {str(campaign.pk): campaign for campaign in self.campaigns}
        if asked in by_pk:
            return by_pk[asked]
        now = [c for c in self.campaigns if c.live and c.is_running(timezone.localdate())]
        return next(iter(sorted(now, key=lambda c: c.ends_on) or self.campaigns), None)

    def download(self, suffix: str) -> HttpResponse:
        data = as_xlsx(self.lines) if suffix == "xlsx" else as_csv(self.lines)
        content_type = XLSX if suffix == "xlsx" else "text/csv; charset=utf-8"
        return FileResponse(
            io.BytesIO(data),
            as_attachment=True,
            filename=file_name(self.campaign, suffix),
            content_type=content_type,
        )

    @property
    def level(self) -> BranchKind:
        """Return down to which kind the table shows its lines."""
        asked = self.request.GET.get("level")
        if asked in BranchKind.values:
            return BranchKind(asked)
        return BranchKind.SUB_BRANCH if len(self.lines) > MANY_LINES else BranchKind.OUTLET

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not (self.campaign and self.lines):
            return []
        address = f"{reverse(URL_NAME)}?campaign={self.campaign.pk}&export="
        return export_buttons(address)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        shown = [b for b in self.lines if RANK[BranchKind(b.branch.kind)] <= RANK[self.level]]
        return {
            **super().get_context_data(**kwargs),
            "campaigns": self.campaigns,
            "campaign": self.campaign,
            "lines": shown,
            "hidden": len(self.lines) - len(shown),
            "level": self.level,
            "levels": list(BranchKind)[1:],
            "total": self.lines[0] if self.lines else None,
        }
