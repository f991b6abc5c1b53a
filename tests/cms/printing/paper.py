"""Samples on paper, each set once a process, and ways to read them."""

import functools
import re
import unicodedata

import pymupdf

from cms.printing.layouts import LAYOUTS
from cms.printing.options import PrintOptions
from cms.printing.samples import NAMES, read_sample

MM = 72 / 25.4
WHOLE = [layout for layout in LAYOUTS.values() if not layout.is_picture]
EVERY = [(layout, name) for layout in WHOLE for name in NAMES]


@functools.cache
def _set(code: str, name: str, options: PrintOptions) -> bytes:
    return read_sample(LAYOUTS[code], name).pdf(LAYOUTS[code], options)


def pdf_of(layout, name, options=None):
    """The PDF of a sample; one that was asked for before is not set again."""
    return _set(layout.code, name, options or PrintOptions())


def squeezed(text):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def words_in(pdf):
    with pymupdf.open(stream=pdf) as document:
        return squeezed("".join(page.get_text() for page in document))
