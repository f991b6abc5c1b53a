"""What the rooms below ask of print, handed to our actions."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.dispatch import receiver

from cms.branches.signals import words_for_paper
from cms.library.signals import edition_issued, edition_proposed
from cms.printing.actions import pin_templates
from cms.printing.rendering import check_printable
from cms.printing.thumbnails import thumbnail
from cms.printing.typst import PrintError, missing_characters


@receiver(edition_proposed, dispatch_uid="printing.set_before_issuing")
def set_before_issuing(sender, edition, files, **kwargs) -> None:
    try:
        check_printable(edition, files)
    except PrintError as error:
        raise ValidationError(str(error)) from error


@receiver(edition_issued, dispatch_uid="printing.pin_templates")
def pin_to_the_templates_of_now(sender, edition, **kwargs) -> None:
    pin_templates(edition=edition)
    # Nobody should wait for it in a list. What cannot be drawn is logged and asked for again.
    transaction.on_commit(partial(thumbnail, edition), robust=True)


@receiver(words_for_paper, dispatch_uid="printing.name_missing_characters")
def name_missing_characters(sender, text, **kwargs) -> str:
    return missing_characters(text)
