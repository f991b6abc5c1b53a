"""Withdrawing with a severity, what is said of it, and what takes an edition's place."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.library.enums import ASKS_OF_BRANCHES, RecallSeverity
from cms.library.models import Edition, TipPage
from cms.library.queries import changes_since, replacement_for, why_not_printable
from tests.factories.library import an_edition, next_edition, withdrawn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


def fresh(edition: Edition) -> Edition:
    return Edition.objects.get(pk=edition.pk)


def republish(edition: Edition, **changes) -> Edition:
    tip = TipPage.objects.get(pk=edition.material_id)
    for name, value in changes.items():
        setattr(tip, name, value)
    tip.save_revision().publish()
    return Edition.objects.filter(material=tip).order_by("-number").first()


@pytest.mark.parametrize("severity", RecallSeverity)
def test_a_withdrawn_edition_says_how_severely(severity):
    edition = withdrawn(an_edition(), severity)
    assert fresh(edition).get_withdrawal_severity_display() == severity.label
    assert edition.is_stopped is (severity != RecallSeverity.USE_UP)
    assert len(ASKS_OF_BRANCHES[severity]) > 10


@pytest.mark.parametrize("severity", ["", "gently"])
def test_an_edition_is_not_withdrawn_without_a_severity(severity):
    edition = an_edition()
    with pytest.raises(ValidationError, match="请选择召回程度"):
        withdrawn(edition, severity)
    assert fresh(edition).withdrawn_at is None


def test_the_database_keeps_severity_and_withdrawal_together():
    edition = an_edition()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(withdrawal_severity="stop")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(withdrawn_at=timezone.now())


def test_the_replacement_is_the_edition_in_force_of_the_same_material():
    an_edition()
    old = withdrawn(an_edition())
    assert replacement_for(old) is None
    new = next_edition(old)
    assert replacement_for(fresh(old)) == new
    assert replacement_for(new) is None
    withdrawn(new)
    assert replacement_for(fresh(old)) is None


def test_an_edition_in_force_may_be_printed():
    assert why_not_printable(an_edition()) == ""


def test_a_withdrawn_one_is_refused_with_severity_reason_and_replacement():
    old = withdrawn(an_edition(), "destroy", "热线号码印错了。")
    said = "001-1 已撤回（立即销毁），原因：热线号码印错了，不能再打印。"
    assert why_not_printable(old) == f"{said}替换它的新版还没有发布。"
    next_edition(old)
    assert why_not_printable(fresh(old)) == f"{said}请打印新版 001-2。"


def test_superseded_expired_and_taken_down_editions_are_each_refused_in_words():
    today = timezone.localdate()
    edition = an_edition(valid_until=today)
    tomorrow = today + timedelta(days=1)
    assert why_not_printable(edition, today) == ""
    assert "已到期，不能再打印。" in why_not_printable(edition, tomorrow)
    assert "起才能打印" in why_not_printable(edition, date(2020, 1, 1))
    next_edition(edition)
    refusal = "001-1 已有新版，不能再打印。请打印新版 001-2。"
    assert why_not_printable(fresh(edition)) == refusal
    gone = an_edition()
    TipPage.objects.get(pk=gone.material_id).unpublish()
    assert "的页面已下架，不能再打印。" in why_not_printable(fresh(gone))


def test_a_change_note_is_frozen_and_is_no_change_of_its_own():
    edition = an_edition()
    assert republish(edition, change_note="只改了备注") == edition
    second = republish(edition, change_note=" 更正了号码 ", summary="改过的一句话。")
    assert (second.number, second.change_note) == (2, "更正了号码")


def test_a_note_left_in_the_draft_is_not_told_of_a_later_edition():
    edition = an_edition()
    republish(edition, change_note="更正了号码", summary="第二版。")
    third = republish(edition, summary="第三版。")
    assert (third.number, third.change_note) == (3, "")
    assert republish(edition, summary="第四版。").change_note == ""


def test_readers_are_told_the_notes_or_else_the_difference():
    first = an_edition()
    second = republish(first, change_note="更正了号码", summary="第二版。")
    assert changes_since(first, second) == ["更正了号码"]
    third = republish(first, change_note="加了一条", summary="第三版。")
    assert changes_since(first, third) == ["加了一条", "更正了号码"]
    fourth = republish(first, summary="完全不同的第四版说明。")
    assert changes_since(second, third) == ["加了一条"]
    assert changes_since(third, fourth) == ["新加了“完全不同的第四版说明”。", "去掉了“第三版”。"]
