"""Answering a recall: what became of the sheets that should be on this shelf."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from campaigns.desk.forms import STALE, OnceForm, RecallForm
from campaigns.desk.queries import shelf_line, usable_editions
from campaigns.desk.views.door import INVALID, DeskView
from campaigns.ledger.actions import acknowledge_recall, answer_recall
from campaigns.ledger.models import RecallAnswer
from campaigns.ledger.queries import balance, recalls_open
from cms.library.enums import ASKS_OF_BRANCHES, RecallSeverity
from cms.library.models import Edition
from cms.library.queries import replacement_for


class RecallView(DeskView):
    """One withdrawn edition: a form for what was stopped, one button for what is used up."""

    section = "today"

    def recalled(self, code: str) -> Edition:
        """Return the withdrawn edition of this code. Raises Http404 for all others."""
        known = usable_editions(self.branch).filter(withdrawn_at__isnull=False)
        return self.edition_of(code, known)

    def form_for(self, edition: Edition, data=None) -> OnceForm:
        if not edition.is_stopped:
            return OnceForm(data)
        booked = balance(self.branch, edition)
        initial = {"used": 0, "kept": 0}
        severity = edition.withdrawal_severity
        return RecallForm(data, initial=initial, severity=severity, booked=booked)

    def page(self, edition: Edition, form: OnceForm) -> HttpResponse:
        answers = RecallAnswer.objects.filter(branch=self.branch, edition=edition)
        context = {
            "edition": edition,
            "asks": ASKS_OF_BRANCHES[RecallSeverity(edition.withdrawal_severity)],
            "line": shelf_line(self.branch, edition, self.today),
            "is_open": recalls_open().filter(branch=self.branch, edition=edition).exists(),
            "replacement": replacement_for(edition, self.today),
            "answers": answers.select_related("answered_by"),
            "form": form,
        }
        return self.show("recall.html", context, status=INVALID if form.errors else 200)

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        edition = self.recalled(code)
        return self.page(edition, self.form_for(edition))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        edition = self.recalled(code)
        form = self.form_for(edition, request.POST)
        if not form.is_valid():
            if not edition.is_stopped:
                messages.error(request, STALE)
            return self.page(edition, form)
        try:
            said = self.answer(edition, form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
            return self.page(edition, form)
        messages.success(request, f"谢谢您！{edition.code}《{edition.title}》{said}")
        return redirect("desk:today")

    def answer(self, edition: Edition, cleaned: dict) -> str:
        common = {"branch": self.branch, "edition": edition, "user": self.request.user}
        if not edition.is_stopped:
            kept = acknowledge_recall(**common, **cleaned).kept
            return f"还有 {kept} 份，可以继续发，发完为止。"
        cleaned = {name: value for name, value in cleaned.items() if name != "difference"}
        answer = answer_recall(**common, **cleaned)
        deeds = [("销毁", answer.destroyed), ("已发出", answer.used), ("留存", answer.kept)]
        said = "，".join(f"{word} {sheets} 份" for word, sheets in deeds if sheets)
        left = balance(self.branch, edition)
        return f"回执已交：{said or '一份也没有'}。现在结存 {left} 份。"
