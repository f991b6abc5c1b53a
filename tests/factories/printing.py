"""Print runs and bundles without the printing: what matters here is that one was made."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from cms.printing.enums import BundleOutput
from cms.printing.models import PressBundle, PrintRun
from tests.factories.branches import UserFactory


class PrintRunFactory(DjangoModelFactory):
    """A run of `edition` for `branch` by `made_by`: give all three."""

    class Meta:
        model = PrintRun

    layout = "tip_sheet"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size_bytes = 40_000


class PressBundleFactory(DjangoModelFactory):
    """A bundle that waits: give its `edition` and `branch`."""

    class Meta:
        model = PressBundle

    layout = "tip_sheet"
    output = BundleOutput.ZIP
    requested_by = factory.SubFactory(UserFactory)
    touched_at = factory.LazyFunction(timezone.now)
