"""Everything that may be done here: prints made, editions pinned to the templates of their day."""

from cms.printing.actions.packs import (
    MOST_SHEETS,
    PackLine,
    PrintedPack,
    Refusal,
    print_labels,
    print_pack,
    print_pack_again,
)
from cms.printing.actions.pins import pin_templates
from cms.printing.actions.runs import draw_for_branch, print_for_branch

__all__ = [
    "MOST_SHEETS",
    "PackLine",
    "PrintedPack",
    "Refusal",
    "draw_for_branch",
    "pin_templates",
    "print_for_branch",
    "print_labels",
    "print_pack",
    "print_pack_again",
]
