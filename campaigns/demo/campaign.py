"""The demo's campaigns and its schedule for older people."""

from datetime import date, time, timedelta

from django.utils import timezone

from campaigns.demo import content
from campaigns.demo.materials import add_page, let_out, picture
from campaigns.demo.network import Team
from campaigns.plans.models import CampaignListPage, CampaignMaterial, CampaignPage, Participation
from campaigns.schedule.actions import plan_event
from cms.branches.models import User
from cms.branches.queries import branch_by_code, head_office
from cms.library.models import MaterialPage


def day(data: dict, which: str, today: date) -> date:
    """Return a date that is written out, or given as days from today."""
    if fixed := data.get(f"{which}_on"):
        return date.fromisoformat(fixed)
    return today + timedelta(days=data.get(f"{which}_offset_days", -7))


def window(data: dict, today: date) -> tuple[date, date]:
    """Return a campaign's dates: fixed ones, or so many days around today."""
    return day(data, "starts", today), day(data, "ends", today)


def body(data: dict) -> list[dict]:
    paragraphs = [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in data["intro"]]
    return [
        *paragraphs,
        {"type": "heading", "value": "您可以做的"},
        {"type": "steps", "value": data["what_you_can_do"]},
        {"type": "paragraph", "value": f"<p>{data['note']}</p>"},
    ]


def publish_campaign(data: dict, team: Team) -> CampaignPage:
    starts_on, ends_on = window(data, timezone.localdate())
    page = CampaignPage(
        title=data["title"],
        slug=data["slug"],
        summary=data["summary"],
        slogan=data["slogan"],
        starts_on=starts_on,
        ends_on=ends_on,
        dates_are_estimated=data["estimated"],
        picture=picture(data["slug"], data["title"], team.writer),
        picture_alt=data.get("picture_alt", ""),
        body=body(data),
        search_description=data["summary"],
    )
    add_page(page, CampaignListPage.objects.get(), team)
    page.campaign_materials = [
        CampaignMaterial(
            material=MaterialPage.objects.get(kind=row["kind"], slug=row["slug"]), sort_order=order
        )
        for order, row in enumerate(data["material"])
    ]
    page.participations = [
        Participation(
            branch=branch_by_code(row["branch"]), target_per_outlet=row["target_per_outlet"]
        )
        for row in data["participation"]
    ]
    let_out(page, team)
    return page


def let_everybody_take_part(page: CampaignPage, team: Team) -> None:
    """Widen a campaign to the whole bank, where it is not yet; those named before keep theirs."""
    root = head_office()
    if page.participations.filter(branch=root).exists():
        return
    page.participations.add(Participation(branch=root, target_per_outlet=200))
    let_out(page, team)


def plan_events(campaign: CampaignPage, user: User) -> None:
    """Put the elder schedule into the calendar; the next days have something everywhere."""
    today = timezone.localdate()
    for row in content.read("events")["event"]:
        plan_event(
            user=user,
            branch=branch_by_code(row["branch"]),
            campaign=campaign if row.get("campaign") == campaign.slug else None,
            title=row["title"],
            summary=row["summary"],
            place=row["place"],
            audience=row["audience"],
            what_to_bring="、".join(row["what_to_bring"]),
            starts_on=day(row, "starts", today),
            starts_at=time.fromisoformat(row["starts_at"]),
            ends_at=time.fromisoformat(row["ends_at"]),
            rrule=row["rrule"],
        )
