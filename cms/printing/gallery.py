"""样张陈列 — every layout with every sample, design and paper, as pictures to be looked at."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PIL import Image

from cms.printing.layouts import LAYOUTS, Layout
from cms.printing.options import PAPERS, PrintOptions
from cms.printing.samples import NAMES, read_sample

LONG_SIDE = 720  # pixels: words of a poster can still be made out, and the folder stays small
SHARE_CARD_INCHES = 20
COLOURS = 96


@dataclass(frozen=True)
class Exhibit:
    """One sample of one layout, printed in one way."""

    layout: Layout
    sample: str
    options: PrintOptions

    @property
    def name(self) -> str:
        said = self.options.said()
        ways = ("press" if way == "press" else str(said[way]) for way in said)
        return "-".join([self.layout.code, self.sample, *ways])

    def pictures(self) -> list[bytes]:
        """Return its pages as small PNGs of few colours."""
        inches = SHARE_CARD_INCHES if self.layout.is_picture else max(PAPERS[self.paper]) / 25.4
        sample = read_sample(self.layout, self.sample)
        pages = sample.pictures(self.layout, self.options, ppi=LONG_SIDE / inches)
        return [_small(page) for page in pages]

    @property
    def paper(self) -> str:
        content = read_sample(self.layout, self.sample).content
        return self.layout.settle(self.options, content).paper


def _small(page: bytes) -> bytes:
    kept = io.BytesIO()
    with Image.open(io.BytesIO(page)) as image:
        image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
            kept, "PNG", optimize=True
        )
    return kept.getvalue()


def ways(layout: Layout) -> Iterator[PrintOptions]:
    """Yield how the plain sample is shown besides the usual way."""
    usual = PrintOptions()
    for design in layout.designs:
        yield replace(usual, ink="black", design=design)
    yield replace(usual, script="hant")
    for paper in layout.papers[1:]:
        yield replace(usual, paper=paper)
    if layout.has_press:
        yield replace(usual, press=True)


def exhibits() -> Iterator[Exhibit]:
    """Yield all there is to see: each sample in each design, the plain one in all other ways."""
    for layout in LAYOUTS.values():
        for name in NAMES:
            for design in layout.designs:
                yield Exhibit(layout, name, PrintOptions(design=design))
        for options in ways(layout):
            yield Exhibit(layout, "plain", options)
