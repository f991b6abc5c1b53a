"""Questions about materials and their editions."""

from datetime import date

from django.utils import timezone

from cms.branches.models import Branch
from cms.library.changes import changes_between
from cms.library.models import Edition, MaterialPage, SpokenCode, Topic


def editions_for_branch(branch: Branch, on: date | None = None):
    """Return the editions in force that this branch may print: its own and those above it."""
    return Edition.objects.in_force(on).for_branch(branch).select_related("material")


def edition_by_code(code: str) -> Edition | None:
    """Return the edition with this printed code, such as "017-3"."""
    return Edition.objects.filter(code=code).select_related("material").first()


def material_by_code(code: str) -> MaterialPage | None:
    """Return the material with this spoken code, live or not."""
    found = SpokenCode.objects.filter(code=code).select_related("material").first()
    return found.material if found else None


def current_edition(material: MaterialPage) -> Edition | None:
    """Return the newest edition of a material, whether or not it is still in force."""
    return Edition.objects.filter(material=material, superseded_at__isnull=True).first()


def replacement_for(edition: Edition, on: date | None = None) -> Edition | None:
    """Return the edition of the same material that is in force instead of this one, if any."""
    others = Edition.objects.in_force(on).filter(material=edition.material_id)
    return others.exclude(pk=edition.pk).first()


def why_not_printable(edition: Edition, on: date | None = None) -> str:
    """Return in a sentence or two why this edition may not be printed on that day; "" if it may.

    Names what happened and what to print instead; a withdrawn one says how severely and why.
    """
    on = on or timezone.localdate()
    if edition.is_in_force(on):
        return ""
    if edition.valid_from > on and not (edition.withdrawn_at or edition.superseded_at):
        return f"{edition.code} 从 {in_words(edition.valid_from)}起才能打印。"
    instead = replacement_for(edition, on)
    what_now = f"请打印新版 {instead.code}。" if instead else "替换它的新版还没有发布。"
    return f"{edition.code} {_ended(edition, on)}，不能再打印。{what_now}"


def _ended(edition: Edition, on: date) -> str:
    if edition.withdrawn_at:
        reason = edition.withdrawal_reason.rstrip("。！？!?.；; ")
        return f"已撤回（{edition.get_withdrawal_severity_display()}），原因：{reason}"
    if edition.superseded_at:
        return "已有新版"
    if edition.valid_until and edition.valid_until < on:
        return f"{in_words(edition.valid_until)}已到期"
    return "的页面已下架"


def in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def changes_since(edition: Edition, newest: Edition) -> list[str]:
    """Return what has changed since an old edition, for a reader who holds it.

    What the editors said, when they said it of every edition since; else the difference of
    the two papers, which is sure to leave nothing out.
    """
    since = Edition.objects.filter(
        material=edition.material_id, number__gt=edition.number, number__lte=newest.number
    )
    notes = list(since.order_by("-number").values_list("change_note", flat=True))
    if notes and all(notes):
        return notes
    return changes_between(edition.printed_content, newest.printed_content)


def related_to(material: MaterialPage, limit: int = 3):
    """Return live materials for everybody that share a topic with this one."""
    topics = Topic.objects.filter(materials=material.pk)
    found = MaterialPage.objects.live().public().for_everybody().filter(topics__in=topics)
    return found.exclude(pk=material.pk).distinct().with_card().order_by("path")[:limit]


def due_for_review(on: date):
    """Return live materials whose day of review has come."""
    return MaterialPage.objects.live().filter(review_due__lte=on).order_by("review_due")
