"""What should be on the shelf, and the deeds that make the books true again."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from campaigns.desk.forms import (
    STALE,
    OnceForm,
    ReceiptForm,
    StocktakeForm,
    WriteOffForm,
)
from campaigns.desk.queries import shelf, shelf_line, usable_editions
from campaigns.desk.views.door import INVALID, DeskView
from campaigns.desk.views.prints import pdf_response
from campaigns.ledger import actions
from campaigns.ledger.enums import EntryKind
from campaigns.ledger.models import Entry
from campaigns.ledger.queries import statement
from cms.library.models import Edition
from cms.printing.actions import print_labels

STATEMENT_DAYS = 30
MOST_ENTRIES = 300


class StockView(DeskView):
    section = "stock"

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "").strip()[:40]
        lines = [x for x in shelf(self.branch, self.today) if x.matches(words)]
        known = [x for x in lines if x.is_moving]
        return self.show(
            "stock.html",
            {
                "overdrawn": [x for x in known if x.overdrawn],
                "standing": [x for x in known if not x.overdrawn],
                "empty": [x for x in lines if not x.is_moving and x.in_force],
                "words": words,
                "has_labels": any(x.in_force and x.left > 0 for x in known),
            },
        )


class LabelsView(DeskView):
    """A label for each edition that stands on the rack, as one PDF. Nothing is recorded."""

    section = "stock"

    def get(self, request: HttpRequest) -> HttpResponse:
        lines = shelf(self.branch, self.today)
        standing = [line.edition.pk for line in lines if line.in_force and line.left > 0]
        editions = Edition.objects.filter(pk__in=standing).select_related("material__owner_branch")
        try:
            pdf, refused = print_labels(
                branch=self.branch, user=request.user, editions=editions.order_by("code")
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("desk:stock")
        for refusal in refused:
            messages.error(request, f"{refusal.edition}的架签印不出来：{refusal.why}")
        return pdf_response(pdf, f"架签 {self.branch.label}.pdf")


class StockDeedView(DeskView):
    """One deed on one edition: a page with a short form, then back to the stock."""

    section = "stock"
    form_class: type[OnceForm]
    title = ""
    button = ""
    hint = ""

    def page(self, edition: Edition, form: OnceForm) -> HttpResponse:
        context = {
            "edition": edition,
            "line": shelf_line(self.branch, edition, self.today),
            "form": form,
            "title": self.title,
            "button": self.button,
            "hint": self.hint,
        }
        return self.show("stock_deed.html", context, status=INVALID if form.errors else 200)

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        edition = self.edition_of(code, usable_editions(self.branch))
        return self.page(edition, self.form_class())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        edition = self.edition_of(code, usable_editions(self.branch))
        form = self.form_class(request.POST)
        if form.is_valid():
            try:
                said = self.do(edition, form.cleaned_data)
            except ValidationError as error:
                form.refuse(error)
            else:
                left = shelf_line(self.branch, edition, self.today).left
                messages.success(request, f"{edition.title}：{said}，现在结存 {left} 份。")
                return redirect("desk:stock")
        return self.page(edition, form)

    def do(self, edition: Edition, cleaned: dict) -> str:
        raise NotImplementedError

    def common(self, edition: Edition) -> dict:
        return {"branch": self.branch, "edition": edition, "user": self.request.user}


class RecordReceiptView(StockDeedView):
    form_class = ReceiptForm
    title = "到货入库"
    button = "入库"
    hint = "总行或印刷厂送来的成品，点清以后再记。自己打印的请在“打印”里记。"

    def do(self, edition: Edition, cleaned: dict) -> str:
        entry = actions.record_receipt(**self.common(edition), **cleaned)
        return f"已入库 {entry.quantity} 份"


class WriteOffView(StockDeedView):
    form_class = WriteOffForm
    title = "报废"
    button = "报废"
    hint = "不再发给客户的才报废：召回的、破损的、过期的。"

    def do(self, edition: Edition, cleaned: dict) -> str:
        entry = actions.write_off(**self.common(edition), **cleaned)
        return f"已报废 {entry.quantity} 份"


class StocktakeView(StockDeedView):
    form_class = StocktakeForm
    title = "盘点"
    button = "记下实有份数"
    hint = "把架上和柜里的都数一遍，填实际有的份数。多了少了，系统自己补平。"

    def do(self, edition: Edition, cleaned: dict) -> str:
        entry = actions.record_stocktake(**self.common(edition), **cleaned)
        if entry.delta == 0:
            return "盘点无差异"
        return f"盘点{'多' if entry.delta > 0 else '少'}了 {entry.quantity} 份，已补平"


class StatementView(DeskView):
    section = "stock"

    def get(self, request: HttpRequest) -> HttpResponse:
        first = self.today - timedelta(days=STATEMENT_DAYS - 1)
        entries = list(statement(self.branch, first, self.today)[: MOST_ENTRIES + 1])
        for entry in entries:
            entry.may_reverse = (
                entry.recorded_by_id == request.user.pk
                and entry.kind not in (EntryKind.REVERSAL, EntryKind.TRANSFER_IN)
                and entry.delta != 0
                and not hasattr(entry, "reversed_by")
            )
        return self.show(
            "statement.html",
            {
                "entries": entries[:MOST_ENTRIES],
                "there_are_more": len(entries) > MOST_ENTRIES,
                "first": first,
                "form": OnceForm(),
            },
        )


class ReverseView(DeskView):
    section = "stock"

    def post(self, request: HttpRequest, entry: int) -> HttpResponse:
        mine = Entry.objects.filter(branch=self.branch, recorded_by=request.user)
        found = mine.select_related("edition", "branch").filter(pk=entry).first()
        if found is None:
            raise Http404("no such entry of this person here")
        form = OnceForm(request.POST)
        if not form.is_valid():
            messages.error(request, STALE)
            return redirect("desk:statement")
        try:
            actions.reverse_entry(
                entry=found,
                user=request.user,
                note=request.POST.get("note", "").strip()[:80],
                client_ref=form.cleaned_data["client_ref"],
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            left = shelf_line(self.branch, found.edition, self.today).left
            messages.success(request, f"已冲正：{found}。现在结存 {left} 份。")
        return redirect("desk:statement")
