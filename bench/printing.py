"""PDFs a second, for a leaflet with another branch's imprint each time."""

from collections.abc import Iterator

from django.conf import settings

from bench.clock import rate
from cms.branches.models import Branch
from cms.library.models import Edition
from cms.printing import typst
from cms.printing.actions import render
from cms.printing.inputs import imprint_for
from cms.printing.layouts import layouts_for


def measure() -> Iterator[str]:
    edition = Edition.objects.in_force().filter(kind="leaflet").first()
    layout = layouts_for(edition)[0]
    branches = list(Branch.objects.lobbies().exclude(address="")[:60])
    render(edition, branches[0], layout)  # fonts are read once a process
    warm = rate(lambda n: render(edition, branches[n % len(branches)], layout), 60)

    def cold(n: int) -> bytes:
        typst.forget_fonts()
        imprint = imprint_for(branches[n], edition, public_url=settings.MINGYAN_PUBLIC_URL)
        data = layout.build_input(edition.printed_content, imprint)
        return typst.compile_pdf(layout.template, data, timestamp=0)

    rescanned = rate(cold, 10)
    yield f"leaflet, one process: {warm:.1f} PDF/s"
    yield f"  baseline, fonts read anew for each: {rescanned:.1f} PDF/s → ×{warm / rescanned:.1f}"
