"""Everything that may be done here: prints made, editions pinned to the templates of their day."""

from cms.printing.actions.pins import pin_templates
from cms.printing.actions.runs import print_for_branch

__all__ = ["pin_templates", "print_for_branch"]
