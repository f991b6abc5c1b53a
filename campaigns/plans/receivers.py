"""News from below, handed to our actions."""

from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_published

from campaigns.plans import actions
from campaigns.plans.models import CampaignPage
from cms.branches.signals import branches_changed
from cms.library.signals import site_founded


@receiver(page_published, sender=CampaignPage, dispatch_uid="plans.open_campaign_on_publish")
def open_campaign_on_publish(sender, instance, revision, **kwargs) -> None:
    # In the admin it is who approves that opens it; the draft's own author is second best.
    user = get_active_log_context().user or (revision.user if revision else None)
    actions.open_campaign(campaign=instance, user=user)


@receiver(branches_changed, dispatch_uid="plans.set_targets_when_branches_change")
def set_targets_when_branches_change(sender, user, **kwargs) -> None:
    actions.set_targets_again(user=user)


@receiver(site_founded, dispatch_uid="plans.found_campaign_list_with_the_site")
def found_campaign_list_with_the_site(sender, home, user, **kwargs) -> None:
    actions.found_campaign_list(home=home, user=user)
