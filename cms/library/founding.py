"""Founding a site: its first pages, the groups by job, and the approval workflow.

Everything here may run again: what stands is left as people have made it since.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.branches.actions import found_head_office
from cms.branches.models import User
from cms.branches.queries import head_office
from cms.library.enums import MaterialKind
from cms.library.models import HelpPage, MaterialListPage
from cms.library.signals import site_founded
from cms.pages.models import HomePage

HEAD_OFFICE_CODE = "0001"
WORKFLOW = "编审 → 合规"
MARKETING, REVIEW, COMPLIANCE, CONSUMER_PROTECTION = "市场", "编审", "合规", "消保"
STOCK_GROUPS = ("Moderators", "Editors")


@dataclass(frozen=True)
class Job:
    """What a group may do: rights by app and codename, over the page tree, over pictures."""

    rights: tuple[str, ...]
    pages: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


READS_FIGURES = ("wagtailadmin.access_admin", "ledger.view_entry", "returns.view_dailyscan")
# One group a job, never one a branch. Rights of the rooms above are named, not imported.
JOBS = {
    MARKETING: Job(
        rights=(
            *READS_FIGURES,
            "branches.add_branch",
            "branches.change_branch",
            "facts.add_fact",
            "facts.change_fact",
            "library.add_topic",
            "library.change_topic",
            "library.view_edition",
            "printing.add_pressbundle",
            "printing.view_pressbundle",
            "schedule.add_event",
            "schedule.change_event",
            "schedule.delete_event",
        ),
        pages=("add_page", "change_page"),
        pictures=("add_image", "change_image", "choose_image"),
    ),
    REVIEW: Job(
        rights=("wagtailadmin.access_admin", "library.view_edition"),
        pages=("change_page",),
        pictures=("choose_image",),
    ),
    # To publish is to approve the last step; the right itself also takes a page down again.
    COMPLIANCE: Job(
        rights=(*READS_FIGURES, "library.view_edition", "library.change_edition"),
        pages=("publish_page",),
        pictures=("choose_image",),
    ),
    CONSUMER_PROTECTION: Job(
        rights=(*READS_FIGURES, "facts.add_fact", "facts.change_fact", "library.view_edition"),
    ),
}

LISTS = (
    (MaterialKind.TIP, "tips", "学防骗", "常见骗术一件一件讲：像什么、怎么识破、现在怎么做。"),
    (MaterialKind.LEAFLET, "leaflets", "折页", "可以在线看，也可以到网点领一份纸的。"),
    (MaterialKind.POSTER, "posters", "海报", "反诈视力表和宣传海报。"),
    (MaterialKind.VIDEO, "videos", "视频", "有字幕、有文稿，跟着做。"),
)
FIRST_STEPS = (
    "停：放下电话，不转钱，不念验证码，不点网址。",
    "问：打给家人，用您自己存着的号码。拿不准，打 96110 问问。",
    "留：短信、聊天记录、转账单都留着，先别删。",
)
IF_PAID = (
    "马上打 110，说清转了多少钱、什么时候转的、转给了谁。",
    "拨银行卡背面的客服电话，或到柜台，请他们先停用这张卡。",
    "换一部手机改密码；开过屏幕共享的手机，先关机。",
    "有人说交点钱就能把钱追回来，那是又一个骗局。",
)


@transaction.atomic
def found_site(
    *,
    user: User | None = None,
    bank_name: str,
    hostname: str = "",
    head_office_code: str = HEAD_OFFICE_CODE,
) -> HomePage:
    """Found the site, or add what is missing of it; return its home page.

    `user` None is somebody at the server's own keyboard. Raises PermissionDenied for anybody
    who is not a superuser, ValidationError for a name the head office cannot bear.
    """
    if user is not None and not user.is_superuser:
        raise PermissionDenied("只有管理员可以建站。")
    if head_office() is None:
        found_head_office(user=user, code=head_office_code, name=bank_name)
    home = _found_home(bank_name, hostname, user)
    for kind, slug, title, summary in LISTS:
        found_child(
            home,
            MaterialListPage(kind=kind, slug=slug, title=title, summary=summary),
            user=user,
        )
    found_child(home, _help_page(), user=user)
    _found_groups()
    _found_workflow()
    site_founded.send(sender=HomePage, home=home, user=user)
    return HomePage.objects.get(pk=home.pk)


def found_child(home: Page, page: Page, *, user: User | None) -> Page:
    """Publish a page under the home page unless one stands at its address already."""
    parent = Page.objects.get(pk=home.pk)  # a page in hand does not know of its new children
    if standing := parent.get_children().filter(slug=page.slug).first():
        return standing.specific
    page.show_in_menus = True
    parent.add_child(instance=page)
    page.save_revision(user=user).publish(user=user)
    return page


def _help_page() -> HelpPage:
    return HelpPage(
        slug="help",
        title="我遇到了可疑的事",
        summary="先别急，照着做三步，再看看像不像下面这些话。",
        steps=[{"type": "line", "value": text} for text in FIRST_STEPS],
        already_paid=[{"type": "line", "value": text} for text in IF_PAID],
    )


def _found_home(bank_name: str, hostname: str, user: User | None) -> HomePage:
    """Put our home page where Wagtail's welcome page stood."""
    home = HomePage.objects.first()
    if home is None:
        home = HomePage(
            title="首页",
            slug="mingyan",
            seo_title=f"明眼 · {bank_name}",
            summary=f"{bank_name}的反诈与金融知识宣传。",
        )
        Page.get_first_root_node().add_child(instance=home)
        home.save_revision(user=user).publish(user=user)
    address = urlsplit(settings.MINGYAN_PUBLIC_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.root_page, site.site_name = home, "明眼"
    site.hostname = hostname or address.hostname
    site.port = address.port or (443 if address.scheme == "https" else 80)
    site.save()
    for welcome in Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk):
        if welcome.specific_class is Page and welcome.is_leaf():
            welcome.delete()
    return HomePage.objects.get(pk=home.pk)


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def _found_groups() -> None:
    """Make the groups of JOBS; what an administrator has since given or taken away stays so."""
    root, pictures = Page.get_first_root_node(), Collection.get_first_root_node()
    for name, job in JOBS.items():
        group, created = Group.objects.get_or_create(name=name)
        if not created:
            continue
        group.permissions.set([_permission(right) for right in job.rights])
        for codename in job.pages:
            GroupPagePermission.objects.create(
                group=group, page=root, permission=_permission(f"wagtailcore.{codename}")
            )
        for codename in job.pictures:
            GroupCollectionPermission.objects.create(
                group=group,
                collection=pictures,
                permission=_permission(f"wagtailimages.{codename}"),
            )
    Group.objects.filter(name__in=STOCK_GROUPS, user__isnull=True).delete()


def _found_workflow() -> None:
    """Assign our two approvals to the whole tree in place of Wagtail's own single one."""
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    root = Page.get_first_root_node()
    WorkflowPage.objects.filter(page=root).delete()
    for stock in Workflow.objects.filter(name="Moderators approval"):
        stock.tasks.update(active=False)
        stock.active = False
        stock.save()
    workflow = Workflow.objects.create(name=WORKFLOW)
    for order, name in enumerate((REVIEW, COMPLIANCE)):
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(Group.objects.get(name=name))
        WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=order)
    WorkflowPage.objects.create(workflow=workflow, page=root)
