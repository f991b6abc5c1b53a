"""Lets pages of any room show campaigns, and says their dates in words."""

from datetime import date

from django import template
from django.utils import timezone

from campaigns.plans import queries
from campaigns.plans.models import CampaignPage, Participation
from cms.branches.models import Branch
from cms.library.models import MaterialPage

register = template.Library()


def _with_picture(campaigns):
    return campaigns.public().select_related("picture").prefetch_related("picture__renditions")


@register.simple_tag
def running_campaigns(limit: int = 1) -> list[CampaignPage]:
    return list(_with_picture(queries.running(timezone.localdate()))[:limit])


@register.simple_tag
def campaigns_at(branch: Branch) -> list[CampaignPage]:
    """Return the campaigns that run today at this branch."""
    return list(_with_picture(queries.campaigns_for(branch, timezone.localdate())))


@register.simple_tag
def materials_of_campaign(campaign: CampaignPage) -> list[MaterialPage]:
    """Return the campaign's live materials for everybody, in the editor's order.

    From the page in hand rather than the database, so that a preview shows what was just chosen.
    """
    chosen = [row.material_id for row in campaign.campaign_materials.all()]
    found = MaterialPage.objects.live().public().for_everybody().with_card().in_bulk(chosen)
    return [found[pk] for pk in chosen if pk in found]


@register.simple_tag
def participations_of(campaign: CampaignPage) -> list[Participation]:
    rows = list(campaign.participations.all())
    branches = Branch.objects.in_bulk([row.branch_id for row in rows])
    for row in rows:
        row.branch = branches[row.branch_id]
    return sorted(rows, key=lambda row: row.branch.path)


def _in_words(day: date, *, with_year: bool) -> str:
    words = f"{day.month} 月 {day.day} 日"
    return f"{day.year} 年 {words}" if with_year else words


@register.simple_tag
def dates_in_words(campaign: CampaignPage) -> str:
    """Return 2026 年 3 月 9 日到 3 月 15 日; the year once when it is the same."""
    first, last = campaign.starts_on, campaign.ends_on
    start = _in_words(first, with_year=True)
    if first == last:
        return f"{start}（一天）"
    return f"{start}到 {_in_words(last, with_year=first.year != last.year)}"


@register.simple_tag
def state_in_words(campaign: CampaignPage, on: date | None = None) -> str:
    """Return whether the campaign runs, is coming or is over, as people ask for it."""
    on = on or timezone.localdate()
    if on < campaign.starts_on:
        return f"还有 {(campaign.starts_on - on).days} 天开始"
    if on > campaign.ends_on:
        return "已经结束"
    left = (campaign.ends_on - on).days
    return f"正在进行，还有 {left} 天" if left else "正在进行，今天最后一天"
