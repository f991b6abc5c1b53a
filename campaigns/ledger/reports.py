"""How far a recall has come, as a report of the admin: on the screen, as XLSX and as CSV."""

import io

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from campaigns.ledger.exports import as_csv, as_xlsx
from campaigns.ledger.permissions import branches_in_sight, user_can_follow_recalls
from campaigns.ledger.queries import RecallProgress, RecallRow, recall_progress
from cms.library.enums import ASKS_OF_BRANCHES, RecallSeverity
from cms.library.models import Edition
from cms.library.queries import replacement_for

URL_NAME = "recall_progress"
HEADINGS = (
    "机构号",
    "机构",
    "电话",
    "状态",
    "现存（份）",
    "销毁（份）",
    "已发出未记账（份）",
    "留存（份）",
    "盘点差异（份）",
    "填写人",
    "填写时间",
    "备注",
)
WIDTHS = (12, 34, 18, 10, 12, 12, 18, 12, 14, 12, 18, 30)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_SHOWN = 500


def cells(row: RecallRow) -> list[str | int]:
    """Return a branch's line of the table."""
    branch, answer = row.branch, row.answer
    state = ("又有存货" if answer else "未答复") if row.is_open else "已答复"
    figures = [row.left, row.destroyed, row.used, row.kept, row.difference]
    if answer is None:
        said = ["", "", ""]
    else:
        when = timezone.localtime(answer.answered_at)
        said = [str(answer.answered_by), f"{when:%Y-%m-%d %H:%M}", answer.note]
    return [branch.code, branch.name, branch.phone, state, *figures, *said]


def recalled_editions() -> list[Edition]:
    """Return every edition ever withdrawn, the newest withdrawal first."""
    withdrawn = Edition.objects.filter(withdrawn_at__isnull=False).defer("printed_content")
    return list(withdrawn.order_by("-withdrawn_at"))


def export_buttons(address: str) -> list[HeaderButton]:
    """Return a report's two downloads; the address ends where the format's name begins."""
    return [
        HeaderButton("下载 Excel", url=f"{address}xlsx", icon_name="download", priority=10),
        HeaderButton("下载 CSV", url=f"{address}csv", icon_name="download", priority=20),
    ]


class RecallProgressView(WagtailAdminTemplateMixin, TemplateView):
    """召回进展. Head office's question: who has not answered yet, and where to ring."""

    template_name = "wagtailadmin/reports/recall_progress.html"
    page_title = "召回进展"
    header_icon = "warning"
    progress: RecallProgress | None = None

    def dispatch(self, request, *args, **kwargs):
        if not user_can_follow_recalls(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        self.editions = recalled_editions()
        if edition := self.chosen():
            self.progress = recall_progress(edition, branches_in_sight(request.user))
            if (suffix := request.GET.get("export")) in ("xlsx", "csv"):
                return self.download(suffix)
        return super().get(request, *args, **kwargs)

    def chosen(self) -> Edition | None:
        """Return the edition asked for by its code, else the one withdrawn last."""
        by_code = {edition.code: edition for edition in self.editions}
        newest = self.editions[0] if self.editions else None
        return by_code.get(self.request.GET.get("edition", ""), newest)

    def download(self, suffix: str) -> HttpResponse:
        rows = [HEADINGS, *map(cells, self.progress.rows)]
        data = as_xlsx("召回进展", rows, WIDTHS) if suffix == "xlsx" else as_csv(rows)
        code = self.progress.edition.code
        return FileResponse(
            io.BytesIO(data),
            as_attachment=True,
            filename=f"召回进展-{code}-{timezone.localdate():%Y%m%d}.{suffix}",
            content_type=XLSX if suffix == "xlsx" else "text/csv; charset=utf-8",
        )

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not (self.progress and self.progress.rows):
            return []
        address = f"{reverse(URL_NAME)}?edition={self.progress.edition.code}&export="
        return export_buttons(address)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = {**super().get_context_data(**kwargs), "editions": self.editions}
        if self.progress is None:
            return context
        edition, rows = self.progress.edition, self.progress.rows
        return {
            **context,
            "edition": edition,
            "asks": ASKS_OF_BRANCHES[RecallSeverity(edition.withdrawal_severity)],
            "replacement": replacement_for(edition),
            "progress": self.progress,
            "rows": rows[:MOST_SHOWN],
            "hidden": max(0, len(rows) - MOST_SHOWN),
            "in_sight": branches_in_sight(self.request.user).exists(),
        }
