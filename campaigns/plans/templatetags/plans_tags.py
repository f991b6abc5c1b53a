"""Lets pages of any room show campaigns, and says their dates in words."""

from datetime import date

from django import template
from django.db.models import QuerySet
from django.utils import timezone

from campaigns.plans import queries
from campaigns.plans.models import CampaignPage, Participation
from cms.branches.models import Branch
from cms.library.models import MaterialPage

register = template.Library()


@register.simple_tag
def running_campaigns(limit: int = 1) -> list[CampaignPage]:
    return list(queries.running(timezone.localdate()).public().with_card()[:limit])


@register.simple_tag
def campaigns_at(branch: Branch) -> list[CampaignPage]:
    """Return the campaigns that run today at this branch."""
    found = queries.campaigns_for(branch, timezone.localdate())
    return list(found.public().with_card())


@register.simple_tag
def materials_of_campaign(campaign: CampaignPage) -> list[MaterialPage]:
    """Return the campaign's live materials for everybody, in the editor's order."""
    found = MaterialPage.objects.live().public().for_everybody().with_card()
    rows = campaign.campaign_materials.all()
    if isinstance(rows, QuerySet):
        ordered = found.filter(in_campaigns__campaign=campaign)
        return list(ordered.order_by("in_campaigns__sort_order", "in_campaigns__pk"))
    # A preview: what was just chosen is in the page's hand, not yet in the database.
    chosen = [row.material_id for row in rows]
    by_id = found.in_bulk(chosen)
    return [by_id[pk] for pk in chosen if pk in by_id]


@register.simple_tag
def participations_of(campaign: CampaignPage) -> list[Participation]:
    rows = campaign.participations.select_related("branch")
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
