"""In one file for many branches nobody's paper begins on the back of another's."""

import hashlib

import pikepdf
import pytest

from cms.library.models import Edition
from cms.printing.bundles.chunks import DoneChunk, Line
from cms.printing.bundles.manifest import with_first_page
from cms.printing.bundles.merging import write_pdf
from cms.printing.bundles.order import bundle_order
from cms.printing.enums import BundleOutput
from cms.printing.layouts import LAYOUTS
from cms.printing.options import PrintOptions
from tests.factories.library import a_tip

pytestmark = pytest.mark.django_db


def a_chunk(folder, pages):
    """A chunk of branches with so many pages each; a page is as wide as its number says."""
    with pikepdf.new() as document:
        for number in range(sum(pages)):
            document.add_blank_page(page_size=(100 + number, 400))
        document.save(folder / "merged.pdf")
    sha256 = hashlib.sha256((folder / "merged.pdf").read_bytes()).hexdigest()
    lines = [Line(n, f"{n:04}", f"第{n}网点", pages=count) for n, count in enumerate(pages, 1)]
    return DoneChunk(folder, "", lines, sha256)


@pytest.mark.parametrize(
    ("pages", "widths", "first"),
    [
        ([1, 1, 1], [100, 101, 102], [1, 2, 3]),
        ([2, 2], [100, 101, 102, 103], [1, 3]),
        ([1, 2, 1], [100, 100, 101, 102, 103, 103], [1, 3, 5]),
    ],
)
def test_a_branch_without_a_back_gets_an_empty_one_where_others_have(
    network, tmp_path, pages, widths, first
):
    a_tip()
    order = bundle_order(
        edition=Edition.objects.get(),
        layout=LAYOUTS["tip_sheet"],
        options=PrintOptions(),
        branches=type(network.garden).objects.all(),
        output=BundleOutput.PDF,
    )
    chunks = [a_chunk(tmp_path, pages)]
    write_pdf(order, chunks, tmp_path / "out.pdf", lambda: None)
    with pikepdf.open(tmp_path / "out.pdf") as document:
        assert [int(page.mediabox[2]) for page in document.pages] == widths
    assert [page for _, page in with_first_page(chunks)] == first
