"""PDFs a second, for a leaflet with another branch's imprint each time."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from bench.clock import rate
from cms.branches.models import Branch
from cms.library.models import Edition
from cms.printing import typst
from cms.printing.actions import render
from cms.printing.layouts import layouts_for


def measure() -> Iterator[str]:
    edition = Edition.objects.in_force().filter(kind="leaflet").first()
    layout = layouts_for(edition)[0]
    branches = list(Branch.objects.lobbies().exclude(address="")[:60])
    render(edition, branches[0], layout)  # fonts are read once a process
    warm = rate(lambda n: render(edition, branches[n % len(branches)], layout), 60)

    def cold(n: int) -> None:
        typst.fonts.cache_clear()
        # The compiler lives as long as its thread.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(render, edition, branches[n], layout).result()

    rescanned = rate(cold, 10)
    yield f"leaflet, one process: {warm:.1f} PDF/s"
    yield f"  baseline, fonts read anew for each: {rescanned:.1f} PDF/s → ×{warm / rescanned:.1f}"
