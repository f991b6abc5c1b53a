from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from cms.facts.models import Fact
from cms.library import actions
from cms.library.actions import save_topic, withdraw_edition
from cms.library.models import Edition, SpokenCode
from cms.library.queries import (
    current_edition,
    due_for_review,
    edition_by_code,
    editions_for_branch,
    material_by_code,
)
from tests.factories.branches import UserFactory, staff
from tests.factories.library import a_leaflet, a_tip

pytestmark = pytest.mark.django_db


@pytest.fixture
def compliance(network):
    person = UserFactory()
    person.groups.add(Group.objects.get(name="合规"))
    return person


def publish_again(page, **changes):
    page = type(page).objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return list(Edition.objects.filter(material=page).order_by("number"))


def test_first_publishing_gives_three_digits_and_edition_one(network):
    tip = a_tip()
    edition = Edition.objects.get()
    assert (edition.code, edition.number, edition.material) == ("001-1", 1, tip.materialpage_ptr)
    assert edition.printed_content == tip.printed_content()
    assert edition.content_hash == actions.content_hash(tip.printed_content(), None)


def test_next_material_gets_the_next_code(network):
    a_tip()
    assert Edition.objects.get(material=a_leaflet()).code == "002-1"


def test_publishing_the_same_content_again_issues_nothing(network):
    tip = a_tip()
    assert [e.code for e in publish_again(tip)] == ["001-1"]


@pytest.mark.parametrize(
    "changes",
    [
        {"seo_title": "搜索里的标题"},
        {"search_description": "只在网上看得见"},
        {"review_due": date(2027, 6, 1)},
        {"audience": "senior"},
        {"question": []},
    ],
)
def test_change_that_is_not_on_paper_issues_nothing(network, changes):
    assert [e.code for e in publish_again(a_tip(), **changes)] == ["001-1"]


@pytest.mark.parametrize(
    "changes", [{"title": "改了标题"}, {"summary": "改了一句话说明"}, {"story": "新的情景故事"}]
)
def test_change_on_paper_issues_the_next_edition_and_supersedes(network, changes):
    first, second = publish_again(a_tip(), **changes)
    assert (first.code, second.code) == ("001-1", "001-2")
    assert first.superseded_at is not None
    assert list(Edition.objects.in_force()) == [second]


def test_changed_hotline_issues_a_new_edition_at_the_next_publishing(network):
    tip = a_tip()
    Fact.objects.filter(key="hotline-96110").update(note="请一定要接")
    assert [e.number for e in publish_again(tip)] == [1, 2]


def test_branch_material_gets_five_digits_and_stays_in_its_subtree(network):
    a_tip(owner_branch=network.east)
    edition = Edition.objects.get()
    assert (edition.code, edition.owner_branch) == ("10001-1", network.east)
    assert list(editions_for_branch(network.riverside)) == [edition]
    assert list(editions_for_branch(network.garden)) == []


def test_code_is_never_given_twice(network):
    tip = a_tip()
    with pytest.raises(ProtectedError), transaction.atomic():
        tip.delete()
    tip.unpublish()
    assert Edition.objects.get(material=a_leaflet()).code == "002-1"
    assert publish_again(tip)[0].code == "001-1"
    assert SpokenCode.objects.count() == 2


def test_codes_run_out_with_words(network, monkeypatch):
    a_tip()
    monkeypatch.setattr(actions, "HEAD_OFFICE_CODES", range(1, 2))
    with pytest.raises(ValidationError, match="3 位口播码已经用完"):
        a_leaflet()
    assert Edition.objects.count() == 1


def test_withdrawn_edition_is_out_of_force_and_says_who_and_why(network, compliance):
    a_tip()
    edition = withdraw_edition(
        edition=Edition.objects.get(), user=compliance, severity="stop", reason=" 号码有变 "
    )
    assert (edition.withdrawn_by, edition.withdrawal_reason) == (compliance, "号码有变")
    assert not edition.is_in_force()
    assert list(Edition.objects.in_force()) == []
    with pytest.raises(ValidationError, match="001-1 已经撤回，不用再撤"):
        withdraw_edition(edition=edition, user=compliance, severity="stop", reason="再撤一次")


def test_withdrawal_needs_the_right_and_a_reason(network, compliance):
    a_tip()
    edition = Edition.objects.get()
    with pytest.raises(ValidationError, match="请写明撤回原因"):
        withdraw_edition(edition=edition, user=compliance, severity="stop", reason="  ")
    with pytest.raises(PermissionDenied, match="没有撤回版次的权限"):
        withdraw_edition(
            edition=edition, user=staff(network.garden), severity="stop", reason="不该能撤"
        )
    assert edition.is_in_force()


def test_what_was_withdrawn_never_comes_back_under_a_new_number(network, compliance):
    tip = a_tip()
    withdraw_edition(
        edition=Edition.objects.get(), user=compliance, severity="stop", reason="话术有误"
    )
    assert [e.code for e in publish_again(tip, seo_title="只在网上")] == ["001-1"]
    assert not Edition.objects.in_force().exists()
    first, second = publish_again(tip, summary="话术改好了。")
    assert (first.superseded_at is not None, second.is_in_force()) == (True, True)


def test_edition_is_found_by_its_printed_and_its_spoken_code(network):
    tip = a_tip()
    first, second = publish_again(tip, title="第二版")
    assert edition_by_code("001-1") == first
    assert edition_by_code("001-9") is None
    assert material_by_code("001") == tip.materialpage_ptr
    assert material_by_code("999") is None
    assert current_edition(tip) == second


def test_edition_ends_with_its_day(network):
    today = timezone.localdate()
    a_tip(valid_until=today)
    edition = Edition.objects.get()
    assert edition.is_in_force(today)
    assert not edition.is_in_force(today + timedelta(days=1))
    assert list(Edition.objects.in_force(today + timedelta(days=1))) == []


def test_material_is_due_for_review_on_its_day(network):
    due = a_tip(review_due=date(2026, 6, 1))
    a_tip(review_due=date(2026, 6, 2))
    assert [page.pk for page in due_for_review(date(2026, 6, 1))] == [due.pk]


def test_topic_is_kept_by_its_slug(network):
    admin = UserFactory(admin=True)
    save_topic(user=admin, slug="cash", title="现金")
    assert save_topic(user=admin, slug="cash", title="放心用现金").title == "放心用现金"
    with pytest.raises(PermissionDenied):
        save_topic(user=staff(network.garden), slug="cash", title="不该能改")
