"""A finished file asks for true size, is packed small, and is sound."""

import io

import pikepdf
import pytest

from cms.printing.finish import finish, packed
from cms.printing.layouts import LAYOUTS
from cms.printing.options import PrintOptions
from cms.printing.samples import read_sample
from cms.printing.typst import MANY, compile_pdf


def made(imprints):
    return compile_pdf("glyphs.typ", {"text": "反诈"}, imprints, PrintOptions(), timestamp=0)


@pytest.fixture
def pdf():
    return made([])


@pytest.mark.parametrize("branches", [1, MANY + 1])
def test_finished_file_needs_no_repair(branches):
    pdf = made([{}] * branches)
    with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as document:
        assert document.check_pdf_syntax() == []
        assert str(document.Root.ViewerPreferences.PrintScaling) == "/None"


def test_what_typst_did_not_write_is_refused_rather_than_broken(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        saved = io.BytesIO()
        document.save(saved)
    with pytest.raises(ValueError, match="typst"):
        packed(saved.getvalue(), b"/PrintScaling/None")


@pytest.mark.parametrize("code", ["leaflet", "tip_sheet"])
def test_a_file_we_do_not_know_our_way_in_is_finished_by_the_library(code, caplog):
    layout = LAYOUTS[code]
    ours = read_sample(layout, "plain").pdf(layout)
    rewritten = io.BytesIO()
    with pikepdf.open(io.BytesIO(ours)) as document:
        del document.Root.ViewerPreferences
        document.save(rewritten, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    finished = finish(rewritten.getvalue(), press=False)
    with pikepdf.open(io.BytesIO(finished)) as again, pikepdf.open(io.BytesIO(ours)) as first:
        assert again.Root.ViewerPreferences.PrintScaling == "/None"
        said = first.Root.ViewerPreferences.get("/Duplex")
        assert again.Root.ViewerPreferences.get("/Duplex") == said
    assert "another way" in caplog.text
