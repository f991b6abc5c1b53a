"""Print runs without the printing: what matters here is that one was made."""

import factory
from factory.django import DjangoModelFactory

from cms.printing.models import PrintRun


class PrintRunFactory(DjangoModelFactory):
    """A run of `edition` for `branch` by `made_by`: give all three."""

    class Meta:
        model = PrintRun

    layout = "tip_sheet_a4"
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size_bytes = 40_000
