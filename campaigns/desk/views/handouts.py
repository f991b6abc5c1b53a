"""The counter: one tap, one entry."""

from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from campaigns.desk.forms import EntryForm, HandoutForm
from campaigns.desk.queries import ShelfLine, shelf, shelf_line, usable_editions
from campaigns.desk.views.door import INVALID, DeskView
from campaigns.ledger.actions import record_handout, reverse_entry
from campaigns.ledger.enums import Channel, EntryKind
from campaigns.ledger.models import Entry
from campaigns.ledger.queries import undoable

CHANNEL_KEY = "desk_channel"
STEPS = (1, 5, 10)


def describe(entry: Entry) -> str:
    return f"{entry.quantity} 份 {entry.edition.code}《{entry.edition.title}》"


def groups_of(lines: list[ShelfLine], chosen: str, words: str) -> list[dict]:
    """Return the counter's cards: what is wanted now on top, what never moves folded away."""
    named = [line for line in lines if line.edition.code == chosen]
    rest = [line for line in lines if line not in named]
    if words:
        found = [line for line in rest if line.matches(words)]
        return [{"title": f"找到 {len(found)} 种", "lines": found, "folded": False}]
    campaign = [line for line in rest if line.in_campaign and line.in_force]
    others = [line for line in rest if line not in campaign]
    moving = [line for line in others if line.is_moving]
    still = [line for line in others if not line.is_moving]
    parts = [
        ("刚选的材料", named, False),
        ("本期活动", campaign, False),
        ("架上还有的", moving, False),
        ("没有入过库的", still, bool(named or campaign or moving)),
    ]
    return [{"title": t, "lines": part, "folded": folded} for t, part, folded in parts if part]


class CounterView(DeskView):
    section = "handouts"

    @property
    def channel(self) -> str:
        kept = self.request.session.get(CHANNEL_KEY)
        return kept if kept in Channel.values else Channel.LOBBY

    def page(self, chosen: str = "", form: HandoutForm | None = None) -> HttpResponse:
        words = self.request.GET.get("q", "").strip()[:40]
        lines = [line for line in shelf(self.branch, self.today) if line.may_go_out]
        undo = undoable(self.branch, self.request.user, self.today)
        context = {
            "groups": groups_of(lines, chosen, words),
            "words": words,
            "channels": Channel.choices,
            "channel": self.channel,
            "channel_name": Channel(self.channel).label,
            "steps": STEPS,
            "chosen": chosen,
            "undo": undo,
            "undo_text": describe(undo) if undo else "",
            "undo_form": EntryForm(initial={"entry": undo and undo.pk}),
            "handed_out_today": sum(line.handed_out_today for line in lines),
            "form": form,
        }
        return self.show("handouts.html", context, status=INVALID if form else 200)

    def back_to(self, code: str) -> HttpResponse:
        return redirect(f"{reverse('desk:handouts')}#e-{code}")


class HandoutsView(CounterView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(chosen=request.GET.get("edition", "")[:16])

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep the channel for the rest of the session."""
        channel = request.POST.get("channel", "")
        if channel not in Channel.values:
            raise Http404("no such channel")
        request.session[CHANNEL_KEY] = channel
        return redirect("desk:handouts")


class RecordHandoutView(CounterView):
    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        edition = self.edition_of(code, usable_editions(self.branch))
        form = HandoutForm(request.POST)
        entry = self.record(form, edition) if form.is_valid() else None
        wants_json = "application/json" in request.headers.get("Accept", "")
        if entry is None:
            words = " ".join(text for texts in form.errors.values() for text in texts)
            if wants_json:
                return JsonResponse({"refused": words}, status=INVALID)
            if edition.is_stopped:  # its card is gone, so the words need another place
                messages.error(request, words)
            return self.page(chosen=edition.code, form=form)
        line = shelf_line(self.branch, edition, self.today)
        said = f"已记 {entry.quantity} 份，今天共 {line.handed_out_today} 份"
        if wants_json:
            return self.answer(entry, line, said)
        messages.success(request, f"{said}（{edition.title}）。")
        return self.back_to(edition.code)

    def record(self, form: HandoutForm, edition) -> Entry | None:
        try:
            return record_handout(
                branch=self.branch,
                edition=edition,
                user=self.request.user,
                quantity=form.cleaned_data["quantity"],
                channel=form.cleaned_data["channel"],
                client_ref=form.ref_of_step(),
            )
        except ValidationError as error:
            form.refuse(error, "quantity")
            return None

    def answer(self, entry: Entry, line: ShelfLine, said: str) -> HttpResponse:
        """Tell the script what to put where; nothing here that the page would not show."""
        return JsonResponse(
            {
                "said": said,
                "today": line.handed_out_today,
                "left": line.left,
                "overdrawn": line.overdrawn,
                "undo": {"entry": entry.pk, "text": describe(entry), "ref": str(uuid4())},
            }
        )


class UndoHandoutView(CounterView):
    def post(self, request: HttpRequest) -> HttpResponse:
        form = EntryForm(request.POST)
        if not form.is_valid():
            messages.error(request, "没有可以撤销的一笔。")
            return redirect("desk:handouts")
        entry = (
            Entry.objects.filter(
                branch=self.branch, recorded_by=request.user, kind=EntryKind.HANDOUT,
                pk=form.cleaned_data["entry"],
            )
            .select_related("edition", "branch")
            .first()
        )  # fmt: skip
        if entry is None:
            raise Http404("no such hand-out of this person here")
        try:
            reverse_entry(
                entry=entry, user=request.user, client_ref=form.cleaned_data["client_ref"]
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            line = shelf_line(self.branch, entry.edition, self.today)
            messages.success(
                request, f"已撤销：{describe(entry)}。今天共 {line.handed_out_today} 份。"
            )
        return self.back_to(entry.edition.code)
