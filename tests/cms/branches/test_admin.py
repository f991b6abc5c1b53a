import pytest
from django.urls import reverse

from cms.branches.models import Branch, BranchStaff
from tests.clients import an_admin, in_group
from tests.factories.branches import BranchStaffFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return an_admin()


def form(above: Branch, **changes) -> dict:
    fields = {"code": "91999", "name": "新网点", "kind": "outlet", "parent": above.pk}
    return {**fields, "short_name": "", "district": "", "address": "", "phone": "", "hours": "",
            **changes}  # fmt: skip


def test_branch_is_created_under_the_chosen_parent(network, admin):
    response = admin.post(reverse("branch_admin:add"), form(network.west), follow=True)
    assert "“新网点”已保存。" in response.text
    assert Branch.objects.get(code="91999").get_parent() == network.west


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"parent": ""}, "请选择上级机构。"),
        ({"code": "91201"}, "这个机构号已经有了，请核对。"),
        ({"phone": "没有电话"}, "电话只能写数字、短横线和“转”。"),
        ({"kind": "branch"}, "分行不能放在“西城支行”（支行）下面。"),
    ],
)
def test_bad_branch_is_explained_at_the_form(network, admin, changes, words):
    response = admin.post(reverse("branch_admin:add"), form(network.west, **changes))
    assert words in response.text
    assert Branch.objects.count() == 7


def test_branch_closes_by_its_tick_box_when_nothing_is_open_below(network, admin):
    busy = form(network.branch, code="91200", name="西城支行", kind="sub_branch")
    response = admin.post(reverse("branch_admin:edit", args=[network.west.pk]), busy)
    assert "下面还有 1 家在营业" in response.text
    quiet = form(network.west, code="91201", name="花园网点")
    admin.post(reverse("branch_admin:edit", args=[network.garden.pk]), quiet)
    opened = dict(Branch.objects.values_list("code", "is_open"))
    assert (opened["91200"], opened["91201"]) == (True, False)


def test_branch_is_not_deleted_but_explained(network, admin):
    address = reverse("branch_admin:delete", args=[network.garden.pk])
    assert "机构不能删除" in admin.post(address, follow=True).text
    assert Branch.objects.count() == 7


def test_branches_are_found_by_words_and_by_what_they_hang_under(network, admin):
    listing = reverse("branch_admin:index")
    assert "滨河路网点" not in admin.get(f"{listing}?q=花园").text
    below = admin.get(f"{listing}?path=91100").text
    assert ("滨河路网点" in below, "花园网点" in below) == (True, False)


def test_posting_is_given_and_ended(network, admin):
    person = UserFactory()
    posting = {"user": person.pk, "branch": network.garden.pk, "role": "lobby",
               "valid_from": "2026-01-01", "valid_until": ""}  # fmt: skip
    admin.post(reverse("postings:add"), posting)
    given = BranchStaff.objects.get()
    assert "已经在“花园网点”任大堂经理" in admin.post(reverse("postings:add"), posting).text
    address = reverse("postings:edit", args=[given.pk])
    assert "结束日期不能早于开始日期" in admin.post(address, {"valid_until": "2025-01-01"}).text
    admin.post(address, {"valid_until": "2026-03-31"})
    assert f"{BranchStaff.objects.get().valid_until}" == "2026-03-31"


def test_branch_chooser_searches(network, admin):
    text = admin.get(f"{reverse('branch_chooser:choose_results')}?q=花园").text
    assert ("花园网点" in text, "大桥网点" in text) == (True, False)


def test_marketing_keeps_branches_but_posts_nobody(network):
    client = in_group("市场")
    client.post(reverse("branch_admin:add"), form(network.west))
    BranchStaffFactory(branch=network.garden)
    assert Branch.objects.filter(code="91999").exists()
    assert client.get(reverse("postings:index")).status_code == 302
