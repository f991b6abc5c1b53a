from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import ModelLogEntry

from cms.branches.actions import (
    assign_staff,
    close_branch,
    end_posting,
    found_head_office,
    open_account,
    save_branch,
)
from cms.branches.enums import BranchKind, StaffRole
from cms.branches.models import Branch
from tests.factories.branches import (
    BranchFactory,
    BranchStaffFactory,
    UserFactory,
    a_network,
    staff,
)

pytestmark = pytest.mark.django_db
CLEAN = ([], [], [], [], [])


@pytest.fixture
def admin():
    return UserFactory(admin=True)


def messages_of(error) -> dict[str, list[str]]:
    return error.value.message_dict


def test_head_office_is_founded_once(admin):
    root = found_head_office(user=admin, code="0001", name="岚江银行（演示）")
    again = found_head_office(user=admin, code="0001", name="岚江银行（改名）")
    assert (root.pk, again.name, again.depth) == (again.pk, "岚江银行（改名）", 1)
    with pytest.raises(ValidationError, match="总行已经有了"):
        found_head_office(user=admin, code="0002", name="另一家银行")


def test_save_branch_creates_under_its_parent_and_logs(admin):
    network = a_network()
    branch = save_branch(
        user=admin,
        code="91202",
        name="新网点",
        kind=BranchKind.OUTLET,
        parent_code="91200",
        phone="000-5550199",
    )
    assert branch.get_parent() == network.west
    assert ModelLogEntry.objects.for_instance(branch).get().action == "wagtail.create"
    assert Branch.find_problems() == CLEAN


def test_save_branch_moves_with_everything_under_it(admin):
    network = a_network()
    other = BranchFactory(branch=True, parent=network.head_office, code="92000")
    moved = save_branch(
        user=admin, code="91100", name="东城支行", kind="sub_branch", parent_code="92000"
    )
    assert moved.get_parent() == other
    assert [b.code for b in Branch.objects.below(moved)] == ["91100", "91101", "91102"]
    assert Branch.find_problems() == CLEAN


def test_save_branch_leaves_alone_what_is_not_said(admin):
    network = a_network()
    save_branch(user=admin, code="91201", name="改了名", kind="outlet", parent_code="91200")
    assert Branch.objects.get(code="91201").address == network.garden.address


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"parent_code": "40404"}, "parent", "没有机构号为 40404 的机构"),
        ({"parent_code": ""}, "parent", "请选择上级机构"),
        ({"parent_code": "91101"}, "parent", "网点不能放在“滨河路网点”（网点）下面"),
        ({"kind": "head_office"}, "parent", "总行是最上面的一级"),
        ({"kind": "head_office", "parent_code": ""}, "kind", "总行已经有了"),
        ({"kind": "shop"}, "kind", "shop"),
        ({"code": "含中文"}, "code", "机构号只能用 2 到 12 位数字或英文字母"),
        ({"phone": "电话"}, "phone", "电话只能写数字"),
        ({"name": ""}, "name", "不能为空"),
        ({"name": "长" * 41}, "name", "40"),
        ({"address": "长" * 81}, "address", "80"),
        ({"hours": "一；二；三；四；五"}, "hours", "营业时间有 5 段，纸上最多印 4 段"),
        ({"hours": "长" * 41}, "hours", "每段最多 40 个"),
        ({"address": "笑脸😀路1号"}, "address", "字库里没有“😀”这个字，请换成常用的写法"),
    ],
)
def test_save_branch_refuses_with_words_at_the_field(admin, changes, field, words):
    a_network()
    row = {"code": "91999", "name": "新网点", "kind": "outlet", "parent_code": "91200"}
    with pytest.raises(ValidationError) as error:
        save_branch(user=admin, **{**row, **changes})
    assert words in "".join(messages_of(error)[field])
    assert Branch.objects.count() == 7


def test_rare_characters_of_names_are_kept_because_they_can_be_printed(admin):
    a_network()
    names = {"name": "𠮷祥支行㙟埗𬭚网点", "address": "𠮷祥路1号"}
    save_branch(user=admin, code="91999", kind="outlet", parent_code="91200", **names)
    assert Branch.objects.get(code="91999").name == names["name"]


def test_bank_keeps_to_the_name_that_the_imprint_holds(admin):
    with pytest.raises(ValidationError, match="总行名称就是银行名称，印在材料上，最多 30 个字"):
        found_head_office(user=admin, code="0001", name="长" * 31)


def test_branch_cannot_hang_under_its_own_subtree(admin):
    a_network()
    with pytest.raises(ValidationError) as error:
        save_branch(user=admin, code="91000", name="岚江分行", kind="branch", parent_code="91100")
    assert "就在“岚江分行”下面" in messages_of(error)["parent"][0]


def test_kind_cannot_sink_to_that_of_the_branches_below(admin):
    a_network()
    with pytest.raises(ValidationError) as error:
        save_branch(user=admin, code="91100", name="东城支行", kind="outlet", parent_code="91000")
    assert "下面还有“滨河路网点”（网点）" in messages_of(error)["kind"][0]


def test_lobby_staff_change_no_branch():
    network = a_network()
    lobby = staff(network.garden)
    with pytest.raises(PermissionDenied):
        save_branch(user=lobby, code="91201", name="我的", kind="outlet", parent_code="91200")
    with pytest.raises(PermissionDenied):
        close_branch(user=lobby, branch=network.garden)
    with pytest.raises(PermissionDenied):
        assign_staff(user=lobby, staff_user=lobby, branch=network.east, role=StaffRole.MANAGER)
    with pytest.raises(PermissionDenied):
        open_account(user=lobby, username="friend", name="朋友", password="a-long-word-7")


def test_branch_closes_after_those_under_it(admin):
    network = a_network()
    with pytest.raises(ValidationError, match="下面还有 1 家在营业（例如“花园网点”）"):
        close_branch(user=admin, branch=network.west)
    close_branch(user=admin, branch=network.garden)
    assert not close_branch(user=admin, branch=network.west).is_open
    with pytest.raises(ValidationError, match="总行不能停业"):
        close_branch(user=admin, branch=network.head_office)


def test_account_opens_in_its_groups(admin):
    Group.objects.create(name="市场")
    person = open_account(
        user=admin, username="suxiao", name="苏晓", password="mingyan-demo", groups=("市场",)
    )
    assert (str(person), [g.name for g in person.groups.all()]) == ("苏晓", ["市场"])
    with pytest.raises(ValidationError, match="没有这个用户组：不存在"):
        open_account(
            user=admin, username="x1", name="某人", password="mingyan-demo", groups=("不存在",)
        )
    with pytest.raises(ValidationError):
        open_account(user=admin, username="suxiao", name="重名", password="mingyan-demo")
    with pytest.raises(ValidationError):
        open_account(user=admin, username="weak", name="弱口令", password="12345678")


def test_posting_is_given_and_ended_and_never_doubled(admin):
    network = a_network()
    person = UserFactory()
    given = {"user": admin, "staff_user": person, "branch": network.garden, "role": "lobby"}
    posting = assign_staff(**given, valid_from=date(2026, 1, 5))
    with pytest.raises(ValidationError, match="已经在“花园网点”任大堂经理"):
        assign_staff(**given, valid_from=date(2026, 2, 1))
    end_posting(user=admin, posting=posting, on=date(2026, 3, 31))
    with pytest.raises(ValidationError, match="结束日期不能早于开始日期"):
        end_posting(user=admin, posting=posting, on=date(2026, 1, 1))
    assert assign_staff(**given, valid_from=date(2026, 4, 1)).valid_until is None


def test_posting_needs_a_known_role(admin):
    posting = BranchStaffFactory()
    with pytest.raises(ValidationError) as error:
        assign_staff(user=admin, staff_user=posting.user, branch=posting.branch, role="king")
    assert messages_of(error) == {"role": ["请选择角色。"]}
