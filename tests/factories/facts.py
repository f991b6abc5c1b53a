"""Facts, and the two hotlines that every page and sheet carries."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from cms.facts.models import Fact


class FactFactory(DjangoModelFactory):
    class Meta:
        model = Fact
        django_get_or_create = ("key",)

    class Params:
        overdue = factory.Trait(checked_on=date(2020, 1, 1), check_by=date(2021, 1, 1))

    key = factory.Sequence(lambda n: f"fact-{n + 1}")
    label = "事实名称"
    value = "事实内容"
    source_name = "测试用出处"
    checked_on = date(2026, 1, 1)
    check_by = date(2099, 1, 1)


def hotlines() -> list[Fact]:
    """Return the police's number and the fraud line's, made when missing."""
    return [
        FactFactory(key="hotline-110", label="报警电话", value="110", note="遇险就拨"),
        FactFactory(
            key="hotline-96110", label="反诈预警劝阻专线", value="96110", note="看到来电请务必接听"
        ),
    ]
