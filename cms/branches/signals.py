"""News for the rooms above, and a question to them."""

from django.dispatch import Signal

branches_changed = Signal()  # sender=Branch, user=…; the tree or what is open in it
# sender=Branch, text=…; a receiver returns the characters of it that paper cannot show.
words_for_paper = Signal()
