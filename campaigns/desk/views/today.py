"""The first page of the morning."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from campaigns.desk.queries import campaign_progress, shelf
from campaigns.desk.views.door import DeskView
from campaigns.ledger.queries import recalls_open_at
from campaigns.schedule.queries import upcoming
from cms.branches.queries import head_office

DAYS_AHEAD = 7


class TodayView(DeskView):
    section = "today"

    def get(self, request: HttpRequest) -> HttpResponse:
        whole_shelf = shelf(self.branch, self.today)
        lines = [line for line in whole_shelf if line.in_force]
        # Most mornings nothing was withdrawn, and the shelf already says so.
        recalled = any(line.edition.withdrawn_at and line.left > 0 for line in whole_shelf)
        events = upcoming(self.branch, self.today, self.today + timedelta(days=DAYS_AHEAD))
        return self.show(
            "today.html",
            {
                "bank": head_office(),
                "recalls": recalls_open_at(self.branch, self.today) if recalled else [],
                "campaigns": campaign_progress(self.branch, self.today),
                "events_today": [e for e in events if e.on == self.today],
                "events_coming": [e for e in events if e.on != self.today],
                "campaign_lines": [line for line in lines if line.in_campaign],
                "other_lines": [line for line in lines if not line.in_campaign],
                "handed_out_today": sum(line.handed_out_today for line in lines),
            },
        )
