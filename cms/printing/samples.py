"""样张 — every layout with plain, longest and bare words: what tests compile and eyes check."""

import json
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from cms.printing.inputs import PrintInput, imprint_for
from cms.printing.layouts import Layout
from cms.printing.typst import TEMPLATES

FOLDER = TEMPLATES / "samples"
NAMES = ("plain", "longest", "bare")


@dataclass(frozen=True)
class Sample:
    content: dict
    branch: SimpleNamespace
    edition: SimpleNamespace
    public_url: str
    bank_name: str

    def build(self, layout: Layout) -> PrintInput:
        imprint = imprint_for(
            self.branch, self.edition, public_url=self.public_url, bank_name=self.bank_name
        )
        return layout.build_input(self.content, imprint, sample_picture)


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
