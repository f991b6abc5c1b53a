"""News from below, handed to our actions."""

from django.dispatch import receiver
from wagtail.signals import page_published

from campaigns.plans import actions
from campaigns.plans.models import CampaignPage


@receiver(page_published, sender=CampaignPage, dispatch_uid="plans.open_campaign_on_publish")
def open_campaign_on_publish(sender, instance, revision, **kwargs) -> None:
    actions.open_campaign(campaign=instance, user=revision.user if revision else None)
