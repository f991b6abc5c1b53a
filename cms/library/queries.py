"""Questions about materials and their editions."""

from datetime import date

from cms.branches.models import Branch
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


def related_to(material: MaterialPage, limit: int = 3):
    """Return live materials for everybody that share a topic with this one."""
    topics = Topic.objects.filter(materials=material.pk)
    found = MaterialPage.objects.live().public().for_everybody().filter(topics__in=topics)
    return found.exclude(pk=material.pk).distinct().with_card().order_by("path")[:limit]


def due_for_review(on: date):
    """Return live materials whose day of review has come."""
    return MaterialPage.objects.live().filter(review_due__lte=on).order_by("review_due")
