"""News from below, handed to our actions."""

from django.dispatch import receiver
from wagtail.signals import page_published

from campaigns.plans import actions
from campaigns.plans.models import CampaignPage
from cms.library.signals import site_founded


@receiver(page_published, sender=CampaignPage, dispatch_uid="plans.open_campaign_on_publish")
def open_campaign_on_publish(sender, instance, revision, **kwargs) -> None:
    actions.open_campaign(campaign=instance, user=revision.user if revision else None)


@receiver(site_founded, dispatch_uid="plans.found_campaign_list_with_the_site")
def found_campaign_list_with_the_site(sender, home, user, **kwargs) -> None:
    actions.found_campaign_list(home=home, user=user)
