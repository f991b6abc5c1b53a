"""Wagtail's news about pages, handed to our actions."""

from django.dispatch import receiver
from wagtail.signals import page_published

from cms.library import actions
from cms.library.models import MaterialPage


@receiver(page_published, dispatch_uid="library.issue_edition_on_publish")
def issue_edition_on_publish(sender, instance, revision, **kwargs) -> None:
    if isinstance(instance, MaterialPage):
        actions.issue_edition(
            material=instance, revision=revision, user=revision.user if revision else None
        )
