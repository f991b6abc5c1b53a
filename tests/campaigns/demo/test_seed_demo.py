"""The command loads the whole demo, once, and only where demo data is allowed."""

import io
from collections import Counter

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings

from campaigns.demo import content
from campaigns.demo.people import PASSWORD, PEOPLE
from campaigns.ledger.models import Entry
from campaigns.ledger.queries import balances, recall_progress, recalls_open_at
from campaigns.plans.models import CampaignPage
from campaigns.plans.queries import running
from campaigns.schedule.models import Event
from cms.branches.enums import BranchKind
from cms.branches.models import Branch, User
from cms.branches.queries import head_office
from cms.library.models import Edition, LeafletPage, MaterialPage, PosterPage, TipPage, VideoPage
from cms.library.queries import replacement_for
from cms.printing.models import PrintRun

# One load for the file: `make test` gives a file to one process.
pytestmark = pytest.mark.django_db
CLEAN = ([], [], [], [], [])


def seed(**options) -> str:
    told = io.StringIO()
    with override_settings(DEMO_ALLOWED=True):
        call_command("seed_demo", stdout=told, **options)
    return told.getvalue()


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo, loaded inside a transaction that ends with the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)


def row_counts() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def sums_of_deltas() -> dict[int, Counter]:
    """Add the ledger up row by row, by branch and edition."""
    found: dict[int, Counter] = {}
    for branch, edition, delta in Entry.objects.values_list("branch", "edition", "delta"):
        found.setdefault(branch, Counter())[edition] += delta
    return found


def test_demo_is_refused_where_it_is_not_allowed(settings):
    assert settings.DEMO_ALLOWED is False
    with pytest.raises(CommandError, match="只有开发设置才能载入演示数据"):
        call_command("seed_demo")
    assert Branch.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"branches": -1}, {"entries": -5}])
def test_negative_size_is_refused(wrong):
    with pytest.raises(CommandError, match="不能是负数"):
        seed(**wrong)
    assert Branch.objects.count() == 0


def test_the_network_is_an_invented_bank_of_four_levels(demo):
    kinds = Counter(Branch.objects.values_list("kind", flat=True))
    assert kinds == {
        BranchKind.HEAD_OFFICE: 1,
        BranchKind.BRANCH: 1,
        BranchKind.SUB_BRANCH: 4,
        BranchKind.OUTLET: 12,
    }
    assert "演示" in head_office().name


def test_all_starter_content_is_published(demo):
    public = [m.objects.live().public() for m in (TipPage, LeafletPage, PosterPage, VideoPage)]
    tips, *others = [pages.for_everybody().count() for pages in public]
    assert tips >= 16
    assert others == [4, 2, 1]
    assert CampaignPage.objects.live().count() == 2
    assert Event.objects.count() == len(content.read("events")["event"])
    assert running().count() >= 1


def test_every_live_material_has_an_edition_in_force(demo):
    materials = MaterialPage.objects.live().values_list("pk", flat=True)
    assert set(materials) == set(Edition.objects.in_force().values_list("material", flat=True))


def test_work_has_been_done_and_paper_printed(demo):
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert kinds == {"receipt", "print", "handout", "write_off"}
    assert Entry.objects.filter(print_run=None, kind="print").count() == 0
    assert PrintRun.objects.count() == 4


def test_one_tip_is_being_recalled_and_one_outlet_has_answered(demo):
    edition = Edition.objects.get(withdrawn_at__isnull=False)
    progress = recall_progress(edition, Branch.objects.all())
    assert (len(progress.outstanding), len(progress.answered)) == (3, 1)
    assert replacement_for(edition).change_note != ""
    (waiting,) = recalls_open_at(Branch.objects.get(code="0111"))
    assert (waiting.edition, waiting.left) == (edition, 60)


def test_log_ins_are_told_and_their_password_fits(demo):
    names = ["admin", *(username for username, *_ in PEOPLE)]
    assert [name for name in names if name not in demo] == []
    people = {user.username: user for user in User.objects.all()}
    assert [name for name in names if not people[name].check_password(PASSWORD)] == []


def test_loading_again_changes_nothing(demo):
    before = row_counts()
    seed()
    assert row_counts() == before


def test_larger_network_grown_twice_keeps_every_rule(demo):
    branches, entries = Branch.objects.count(), Entry.objects.count()
    seed(branches=40, entries=300)
    assert Branch.objects.count() == branches + 40
    assert Entry.objects.count() == entries + 300
    assert Branch.find_problems() == CLEAN
    seed(branches=150, entries=300)
    assert Branch.objects.count() == branches + 190
    assert Entry.objects.count() == entries + 600
    assert Branch.find_problems() == CLEAN
    sums = sums_of_deltas()
    assert {pk: balances(Branch.objects.get(pk=pk)) for pk in sums} == sums
