"""Events of the seniors' schedule."""

from datetime import time, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from campaigns.schedule.models import Event
from tests.factories.branches import BranchFactory


class EventFactory(DjangoModelFactory):
    """A talk tomorrow morning, once."""

    class Meta:
        model = Event

    class Params:
        weekly = factory.Trait(rrule="FREQ=WEEKLY")

    branch = factory.SubFactory(BranchFactory)
    title = factory.Sequence(lambda n: f"防骗微沙龙{n + 1}")
    summary = "一杯热水，一个骗术。"
    place = "网点大堂休息区"
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1))
    starts_at = time(9, 30)
    ends_at = time(10, 0)
