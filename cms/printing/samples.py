"""样张 — every layout with plain, longest and bare words: what tests compile and eyes check."""

import json
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from cms.printing.inputs import imprint_for, session_imprint
from cms.printing.layouts import Layout
from cms.printing.options import PrintOptions
from cms.printing.templates import FOLDER as TEMPLATES
from cms.printing.typst import compile_pdf, compile_png

FOLDER = TEMPLATES / "samples"
NAMES = ("plain", "longest", "bare")


@dataclass(frozen=True)
class Sample:
    content: dict
    branch: SimpleNamespace
    edition: SimpleNamespace
    public_url: str
    bank_name: str

    def pdf(self, layout: Layout, options: PrintOptions | None = None) -> bytes:
        return compile_pdf(*self.given(layout, options), timestamp=self.edition.issued_at)

    def pictures(
        self, layout: Layout, options: PrintOptions | None = None, *, ppi: float = 72
    ) -> list[bytes]:
        given = self.given(layout, options)
        return compile_png(*given, timestamp=self.edition.issued_at, ppi=ppi)

    def given(self, layout: Layout, options: PrintOptions | None = None) -> tuple:
        """Return what `compile_pdf` takes: template, content, imprints, options."""
        settled = layout.settle(options or PrintOptions(), self.content)
        content = layout.build_input(self.content, settled, sample_picture).as_data()
        return layout.template, content, [self.imprint().as_data()], settled

    def imprint(self):
        make = session_imprint if self.content["layout_family"] == "event" else imprint_for
        return make(self.branch, self.edition, public_url=self.public_url, bank_name=self.bank_name)


def sample_picture(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def read_sample(layout: Layout, name: str) -> Sample:
    said = json.loads((FOLDER / layout.code / f"{name}.json").read_text(encoding="utf-8"))
    edition = said["edition"]
    until = edition["valid_until"]
    return Sample(
        content=said["content"],
        branch=SimpleNamespace(**said["branch"]),
        edition=SimpleNamespace(
            code=edition["code"],
            issued_at=datetime.fromisoformat(edition["issued_at"]),
            valid_until=datetime.fromisoformat(until).date() if until else None,
            printed_content=said["content"],
        ),
        public_url=said["public_url"],
        bank_name=said["bank_name"],
    )
