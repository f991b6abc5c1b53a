import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from campaigns.ledger.models import Entry

ONLY_APPENDED = "流水只能追加"


@pytest.fixture
def entry(shelf) -> Entry:
    return shelf.receives(7)


def test_an_entry_cannot_be_changed(entry):
    entry.quantity = 8
    with pytest.raises(ValidationError, match=ONLY_APPENDED):
        entry.save()
    with pytest.raises(ValidationError, match=ONLY_APPENDED):
        entry.save(update_fields=["quantity"])
    with pytest.raises(ValidationError, match=ONLY_APPENDED):
        Entry.objects.filter(pk=entry.pk).update(quantity=8)
    with pytest.raises(ValidationError, match=ONLY_APPENDED), transaction.atomic():
        Entry.objects.bulk_update([entry], ["quantity"])
    assert Entry.objects.get().quantity == 7


def test_an_entry_cannot_be_deleted(entry, shelf):
    with pytest.raises(ValidationError, match=ONLY_APPENDED):
        entry.delete()
    with pytest.raises(ValidationError, match=ONLY_APPENDED):
        Entry.objects.all().delete()
    with pytest.raises(ProtectedError):
        shelf.user.delete()
    assert Entry.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"quantity": 0, "delta": 0},
        {"kind": "stocktake", "account": "stocktake", "quantity": 0},
        {"delta": -7},
        {"kind": "handout", "account": "handout", "delta": 7},
        {"kind": "reversal"},
    ],
    ids=[
        "nothing moved",
        "a count of nothing that moves",
        "a receipt that takes",
        "a hand-out that adds",
        "reverses nothing",
    ],
)
def test_the_database_refuses_what_makes_no_sense(shelf, wrong):
    right = {
        "kind": "receipt",
        "account": "receipt",
        "branch": shelf.branch,
        "edition": shelf.edition,
        "quantity": 7,
        "delta": 7,
        "occurred_on": timezone.localdate(),
        "recorded_by": shelf.user,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(**{**right, **wrong})
    assert Entry.objects.create(**right).delta == 7


def test_a_second_reversal_of_one_entry_is_refused_by_the_database(entry, shelf):
    shelf.reverses(entry)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(
            kind="reversal",
            account="receipt",
            branch=shelf.branch,
            edition=shelf.edition,
            quantity=7,
            delta=-7,
            reverses=entry,
            occurred_on=timezone.localdate(),
            recorded_by=shelf.user,
        )


def test_an_entry_reads_as_a_sentence(entry, shelf):
    assert str(entry) == f"到货入库 {shelf.edition.code} 7 份"
