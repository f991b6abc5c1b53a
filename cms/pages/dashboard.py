"""What the admin's first page says is waiting for whoever opens it.

Rooms above add their own by registering a function(request) -> Waiting | None under the hook
"mingyan_waiting".
"""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState, WorkflowState

from cms.branches.queries import postings
from cms.facts.models import Fact

HOOK = "mingyan_waiting"
SHOWN = 5


@dataclass(frozen=True)
class Waiting:
    """One sort of thing that waits: how many, in words, and where to go."""

    count: int
    words: str
    url: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    urgent: bool = False


def edit_links(pages) -> list[tuple[str, str]]:
    """Return (title, address of the editor) of the first few pages."""
    return [
        (page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in pages[:SHOWN]
    ]


def drafts_in_progress(request) -> Waiting | None:
    """The writer's own drafts that nobody has been asked to approve yet."""
    submitted = WorkflowState.objects.active().values_list("object_id", flat=True)
    drafts = Page.objects.filter(owner=request.user, has_unpublished_changes=True).exclude(
        pk__in=[int(pk) for pk in submitted]
    )
    found = drafts.order_by("-latest_revision_created_at")
    return Waiting(found.count(), "份草稿还没送审", links=edit_links(found))


def sent_back(request) -> Waiting | None:
    """What a reviewer returned to this writer with a comment."""
    states = WorkflowState.objects.filter(
        requested_by=request.user, status=WorkflowState.STATUS_NEEDS_CHANGES
    )
    pages = Page.objects.filter(pk__in=[int(state.object_id) for state in states])
    return Waiting(len(pages), "份被退回，请按意见修改", links=edit_links(pages), urgent=True)


def to_review(request) -> Waiting | None:
    """What waits for this reviewer's approval; the list itself stands below."""
    count = TaskState.objects.reviewable_by(request.user).count()
    return Waiting(count, "份等您审批", url="#workflow-objects-to-moderate", urgent=True)


def facts_overdue(request) -> Waiting | None:
    if not request.user.has_perm("facts.change_fact"):
        return None
    late = Fact.objects.overdue(timezone.localdate())
    url = f"{reverse('facts:index')}?overdue=true"
    return Waiting(late.count(), "条事实该重新核对了", url=url)


OWN = (to_review, sent_back, drafts_in_progress, facts_overdue)


def waiting_for(request) -> list[Waiting]:
    """Return everything that waits for this user, urgent things first; nothing counts zero."""
    asked = [*OWN, *hooks.get_hooks(HOOK)]
    found = [waiting for ask in asked if (waiting := ask(request)) and waiting.count]
    return sorted(found, key=lambda waiting: not waiting.urgent)


def greeting(hour: int) -> str:
    if hour < 5:
        return "夜深了"
    if hour < 11:
        return "早上好"
    if hour < 13:
        return "中午好"
    return "下午好" if hour < 18 else "晚上好"


class GreetingPanel(Component):
    """问候. Who you are here, what day it is, what waits for you."""

    name = "greeting"
    template_name = "wagtailadmin/home/greeting.html"
    order = 10

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        jobs = [group.name for group in request.user.groups.all()]
        jobs += [posting.get_role_display() for posting in postings(request.user)]
        nobody_special = "管理员" if request.user.is_superuser else "员工"
        now = timezone.localtime()
        return {
            "user": request.user,
            "greeting": greeting(now.hour),
            "today": now.date(),
            "weekday": "一二三四五六日"[now.weekday()],
            "jobs": list(dict.fromkeys(jobs)) or [nobody_special],
            "waiting": waiting_for(request),
        }
