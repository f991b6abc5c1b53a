import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission, Page, Site, Workflow, WorkflowPage

from cms.branches.queries import head_office
from cms.library.founding import found_site
from cms.pages.models import HomePage
from tests.factories.branches import UserFactory

pytestmark = pytest.mark.django_db


def found(**fields) -> HomePage:
    return found_site(**{"bank_name": "岚江银行（演示）", "hostname": "mingyan.test", **fields})


def test_founding_makes_home_the_root_of_the_site():
    home = found()
    site = Site.objects.get()
    assert (site.root_page.pk, site.hostname, site.is_default_site) == (
        home.pk,
        "mingyan.test",
        True,
    )
    assert [page.specific_class for page in Page.objects.filter(depth=2)] == [HomePage]
    assert head_office().name == "岚江银行（演示）"


def test_founding_again_changes_nothing():
    found()
    pages = list(Page.objects.values_list("path", "title"))
    Group.objects.get(name="消保").permissions.clear()
    found()
    assert list(Page.objects.values_list("path", "title")) == pages
    assert Group.objects.get(name="消保").permissions.count() == 0
    assert Workflow.objects.filter(active=True).count() == 1
    assert Page.find_problems() == ([], [], [], [], [])


def test_there_is_a_group_a_job_and_only_compliance_publishes():
    found()
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(
        ["市场", "编审", "合规", "消保"]
    )
    publishers = GroupPagePermission.objects.filter(permission__codename="publish_page")
    assert [row.group.name for row in publishers] == ["合规"]


def test_every_page_goes_through_review_then_compliance():
    home = found()
    workflow = home.get_workflow()
    assert workflow.name == "编审 → 合规"
    assert [task.name for task in workflow.tasks] == ["编审", "合规"]
    assert WorkflowPage.objects.count() == 1


def test_only_a_superuser_or_the_server_founds():
    with pytest.raises(PermissionDenied, match="只有管理员可以建站"):
        found(user=UserFactory())


def test_command_says_what_it_made(capsys):
    call_command("found_site", "--bank-name", "岚江银行（演示）", "--hostname", "mingyan.test")
    assert capsys.readouterr().out == (
        "建好了：首页下有 学防骗、折页、海报、视频、我遇到了可疑的事、宣传活动。"
        "请用 createsuperuser 开立管理员账号。\n"
    )


def test_command_refuses_a_name_head_office_cannot_bear():
    with pytest.raises(CommandError):
        call_command("found_site", "--bank-name", "长" * 61)
    assert head_office() is None
