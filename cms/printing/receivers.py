"""What the rooms below ask of print, handed to our actions."""

from django.core.exceptions import ValidationError
from django.dispatch import receiver

from cms.branches.signals import words_for_paper
from cms.library.signals import edition_proposed
from cms.printing import actions
from cms.printing.typst import PrintError, missing_characters


@receiver(edition_proposed, dispatch_uid="printing.set_before_issuing")
def set_before_issuing(sender, edition, files, **kwargs) -> None:
    try:
        actions.check_printable(edition, files)
    except PrintError as error:
        raise ValidationError(str(error)) from error


@receiver(words_for_paper, dispatch_uid="printing.name_missing_characters")
def name_missing_characters(sender, text, **kwargs) -> str:
    return missing_characters(text)
