from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms.facts.actions import save_fact
from cms.facts.models import Fact
from cms.facts.queries import fact, facts, hotlines_on_paper
from tests.factories.branches import UserFactory
from tests.factories.facts import FactFactory, hotlines

pytestmark = pytest.mark.django_db
FIELDS = {
    "label": "报警电话",
    "value": "110",
    "source_name": "测试用出处",
    "checked_on": date(2026, 1, 1),
    "check_by": date(2026, 12, 31),
}


def test_fact_is_saved_by_its_key_and_changed_in_place():
    admin = UserFactory(admin=True)
    first = save_fact(user=admin, key="hotline-110", **FIELDS)
    again = save_fact(user=admin, key="hotline-110", **{**FIELDS, "note": "遇险就拨"})
    assert (first.pk, again.note) == (again.pk, "遇险就拨")
    assert Fact.objects.count() == 1


def test_fact_needs_the_right():
    with pytest.raises(PermissionDenied, match="没有修改事实库的权限"):
        save_fact(user=UserFactory(), key="hotline-110", **FIELDS)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"key": "大写 Key"}, "key"),
        ({"value": ""}, "value"),
        ({"check_by": date(2025, 1, 1)}, "__all__"),
        ({"source_url": "不是网址"}, "source_url"),
    ],
)
def test_bad_fact_is_refused_at_its_field(changes, field):
    with pytest.raises(ValidationError) as error:
        save_fact(user=UserFactory(admin=True), **{"key": "hotline-110", **FIELDS, **changes})
    assert list(error.value.message_dict) == [field]


def test_facts_come_in_the_order_asked_for():
    hotlines()
    assert [f.value for f in facts(["hotline-96110", "nothing", "hotline-110"])] == ["96110", "110"]
    assert fact("nothing") is None


def test_hotlines_on_paper_are_plain_data():
    hotlines()
    assert [h["number"] for h in hotlines_on_paper()] == ["110", "96110"]


def test_overdue_begins_the_day_after():
    late = FactFactory(check_by=date(2026, 6, 1))
    assert list(Fact.objects.overdue(date(2026, 6, 1))) == []
    assert list(Fact.objects.overdue(date(2026, 6, 2))) == [late]
