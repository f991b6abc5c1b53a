import hashlib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cms.library.actions import withdraw_edition
from cms.library.models import Edition
from cms.printing.actions import print_for_branch
from cms.printing.layouts import LAYOUTS
from cms.printing.models import PrintRun, TemplateSet
from cms.printing.rendering import YOUNGER, print_job
from cms.printing.typst import PrintError
from tests.factories.branches import UserFactory, staff
from tests.factories.library import a_leaflet, a_tip

pytestmark = pytest.mark.django_db


def test_print_run_keeps_who_and_which_bytes(network):
    a_leaflet()
    lobby = staff(network.garden)
    run, pdf = print_for_branch(edition=Edition.objects.get(), branch=network.garden, user=lobby)
    assert pdf.startswith(b"%PDF")
    assert (run.made_by, run.branch, run.size_bytes) == (lobby, network.garden, len(pdf))
    assert run.sha256 == hashlib.sha256(pdf).hexdigest()


def test_same_edition_and_branch_are_the_same_bytes_and_another_branch_is_not(network):
    a_tip()
    said = {"edition": Edition.objects.get(), "user": UserFactory(admin=True)}
    first, _ = print_for_branch(**said, branch=network.garden)
    again, _ = print_for_branch(**said, branch=network.garden)
    other, _ = print_for_branch(**said, branch=network.bridge)
    assert first.sha256 == again.sha256
    assert first.sha256 != other.sha256


def test_branch_without_address_or_phone_is_printed_all_the_same(network):
    garden = network.garden
    garden.address = garden.phone = garden.hours = ""
    garden.save()
    a_tip()
    run, _ = print_for_branch(edition=Edition.objects.get(), branch=garden, user=staff(garden))
    assert run.size_bytes > 0


def test_another_branch_is_refused(network):
    a_tip()
    with pytest.raises(PermissionDenied, match="没有办理“花园网点”业务的权限"):
        print_for_branch(
            edition=Edition.objects.get(), branch=network.garden, user=staff(network.riverside)
        )
    assert PrintRun.objects.count() == 0


def test_material_of_another_subtree_is_refused(network):
    a_tip(owner_branch=network.east)
    with pytest.raises(ValidationError, match="10001-1 不是给“花园网点”用的材料"):
        print_for_branch(
            edition=Edition.objects.get(), branch=network.garden, user=staff(network.garden)
        )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"address": "笑脸😀路1号"}, "字库里没有“😀”这个字"),
        ({"hours": "一；二；三；四；五"}, "营业时间有 5 项，应当是 0 到 4 项"),
    ],
)
def test_branch_that_cannot_be_printed_hears_who_may_change_it(network, changes, words):
    a_tip()
    garden = network.garden
    for name, value in changes.items():
        setattr(garden, name, value)
    with pytest.raises(PrintError) as refused:
        print_for_branch(edition=Edition.objects.get(), branch=garden, user=staff(garden))
    assert words in str(refused.value)
    assert str(refused.value).endswith("网点自己改不了，请联系总行管理员在“机构”里修改。")
    assert PrintRun.objects.count() == 0


def test_rare_characters_of_a_branch_are_printed(network):
    a_tip()
    garden = network.garden
    garden.name, garden.address = "𠮷祥支行", "㙟埗𬭚路1号；大门内"
    run, _ = print_for_branch(edition=Edition.objects.get(), branch=garden, user=staff(garden))
    assert run.size_bytes > 0


def test_withdrawn_edition_is_not_printed(network):
    a_tip()
    edition = withdraw_edition(
        edition=Edition.objects.get(),
        user=UserFactory(admin=True),
        severity="stop",
        reason="号码有变",
    )
    with pytest.raises(ValidationError, match="001-1 已撤回（停发），原因：号码有变，不能再打印"):
        print_for_branch(edition=edition, branch=network.garden, user=staff(network.garden))


def test_a_layout_younger_than_the_edition_is_printed_with_todays_templates_and_says_so(network):
    a_tip()
    edition = Edition.objects.get()
    layout = LAYOUTS["tip_sheet"]
    TemplateSet.objects.update(sha256="0" * 64, files={"common/style.typ": "", "old.typ": ""})
    job = print_job(edition, layout)
    assert job.differs == YOUNGER
    assert job.pdf(network.garden).startswith(b"%PDF")
