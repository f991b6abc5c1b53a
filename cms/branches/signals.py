"""News of branches, for the rooms above."""

from django.dispatch import Signal

# sender=Branch, user=…; sent when branches have been added, changed, closed or moved.
branches_changed = Signal()
