"""Wagtail's news about pages, handed to our actions."""

from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published

from cms.library import actions
from cms.library.models import MaterialPage


@receiver(page_published, dispatch_uid="library.issue_edition_on_publish")
def issue_edition_on_publish(sender, instance, revision, **kwargs) -> None:
    if isinstance(instance, MaterialPage):
        # In the admin it is who approves that issues; the draft's own author is second best.
        user = get_active_log_context().user or (revision.user if revision else None)
        actions.issue_edition(material=instance, revision=revision, user=user)
