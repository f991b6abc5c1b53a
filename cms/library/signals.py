"""News for the rooms above."""

from django.dispatch import Signal

# sender=Edition, edition=… (unsaved), files=… (the bytes of its pictures by name). A receiver
# raises ValidationError, in words for the editor, and the edition is not issued.
edition_proposed = Signal()
edition_issued = Signal()  # sender=Edition, edition=… (saved), in the transaction that issues it
site_founded = Signal()  # sender=HomePage, home=…, user=…
