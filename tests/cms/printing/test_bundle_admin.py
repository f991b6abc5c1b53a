"""Bundles in the admin: asked for, watched and fetched by those who may."""

import csv
import io

import pytest
from django.urls import reverse

from cms.branches.enums import StaffRole
from cms.branches.models import Branch
from cms.library.models import Edition
from cms.printing.enums import BundleState
from cms.printing.models import PressBundle
from tests.clients import an_admin, in_group, queries_of
from tests.factories.branches import BranchStaffFactory, UserFactory
from tests.factories.library import a_tip
from tests.factories.printing import PressBundleFactory

pytestmark = pytest.mark.django_db

INDEX = "/admin/press_bundles/"
CHOICES = {
    "layout": "tip_sheet", "paper": "", "ink": "black", "script": "hant", "finish": "office",
    "output": "zip",
}  # fmt: skip


def marketing(branch: Branch):
    """Return the browser of somebody in marketing with a posting at this branch."""
    client = in_group("市场")
    BranchStaffFactory(user=client.person, branch=branch, role=StaffRole.MARKETING)
    return client


def ask(client, subtree: Branch, **changes):
    address = f"{INDEX}new/?edition={Edition.objects.get().pk}"
    return client.post(address, {**CHOICES, "branch": subtree.pk, **changes}, follow=True)


def text_of(response) -> str:
    return response.content.decode()


def test_edition_comes_first_and_decides_the_layouts(network):
    a_tip()
    client = marketing(network.head_office)
    assert "请选一个在用的版次" in text_of(client.get(f"{INDEX}new/"))
    form = client.get(f"{INDEX}new/?edition={Edition.objects.get().pk}").context["form"]
    assert form.fields["layout"].choices[0] == ("tip_sheet", "大字单张")
    assert "leaflet" not in dict(form.fields["layout"].choices)
    assert "share_card" not in dict(form.fields["layout"].choices)


def test_asked_for_made_and_fetched(network, work):
    a_tip()
    client = marketing(network.branch)
    page = text_of(ask(client, network.east))
    bundle = PressBundle.objects.get()
    assert "已经交给后台去做" in page
    assert "A4，黑白，繁體，办公打印机" in page
    assert bundle.options == {"ink": "black", "script": "hant"}
    work()
    page = text_of(client.get(f"{INDEX}inspect/{bundle.pk}/"))
    assert "做好了 2 家，一家不少。" in page
    file = client.get(f"{INDEX}{bundle.pk}/file/")
    assert b"".join(file.streaming_content).startswith(b"PK")
    assert "attachment" in file["Content-Disposition"]


def test_merged_pdf_has_its_manifest_to_fetch(network, work):
    a_tip()
    client = marketing(network.branch)
    ask(client, network.east, output="pdf")
    bundle = PressBundle.objects.get()
    work()
    answer = client.get(f"{INDEX}{bundle.pk}/manifest/")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert [row["网点"] for row in csv.DictReader(io.StringIO(text))] == ["滨河路网点", "大桥网点"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"branch": ""}, "请选一家机构。"),
        ({"finish": "press"}, "“大字单张”没有送印刷厂的版本"),
        ({"layout": "leaflet"}, "leaflet"),
    ],
)
def test_what_cannot_be_is_said_at_the_form(network, changes, words):
    a_tip()
    answer = ask(marketing(network.head_office), network.east, **changes)
    assert words in text_of(answer)
    assert PressBundle.objects.count() == 0


def test_left_out_branch_is_named_with_the_way_to_mend_it(network, work):
    a_tip()
    Branch.objects.filter(pk=network.bridge.pk).update(name="笑脸😀网点")
    client = marketing(network.branch)
    ask(client, network.east)
    work()
    page = text_of(client.get(f"{INDEX}inspect/{PressBundle.objects.get().pk}/"))
    assert "做好了 1 家，有 1 家没做。" in page
    assert reverse("branch_admin:edit", args=[network.bridge.pk]) in page
    assert "字库里没有“😀”这个字" in page
    assert "补做没做的" in page


def test_cancel_and_continue_are_buttons_that_only_post(network):
    a_tip()
    client = marketing(network.branch)
    ask(client, network.east)
    bundle = PressBundle.objects.get()
    assert client.get(f"{INDEX}{bundle.pk}/cancel/").status_code == 405
    assert "已取消" in text_of(client.post(f"{INDEX}{bundle.pk}/cancel/", follow=True))
    bundle.refresh_from_db()
    assert bundle.state == BundleState.CANCELLED
    client.post(f"{INDEX}{bundle.pk}/resume/")
    bundle.refresh_from_db()
    assert bundle.state == BundleState.WAITING


def test_status_tells_what_the_page_tells(network):
    a_tip()
    bundle = PressBundleFactory(
        edition=Edition.objects.get(), branch=network.east, state=BundleState.RUNNING,
        total=200, done=50, failed=1,
    )  # fmt: skip
    told = an_admin().get(f"{INDEX}{bundle.pk}/status/").json()
    assert told == {
        "state": "running", "open": True, "done": 50, "total": 200, "failed": 1,
        "words": "已做 50 家，共 200 家。您可以离开这一页。",
    }  # fmt: skip


@pytest.mark.parametrize("address", ["inspect/{}/", "{}/status/", "{}/file/", "{}/manifest/"])
def test_stranger_sees_nothing_of_a_bundle(network, address):
    a_tip()
    bundle = PressBundleFactory(edition=Edition.objects.get(), branch=network.east)
    stranger = marketing(network.west)
    answer = stranger.get(f"{INDEX}{address.format(bundle.pk)}")
    assert answer.status_code in (302, 403)
    assert "东城" not in text_of(answer)
    assert "东城支行" not in text_of(stranger.get(INDEX))
    assert "东城支行" in text_of(marketing(network.branch).get(INDEX))


def test_bundle_without_a_file_is_no_download(network):
    a_tip()
    bundle = PressBundleFactory(edition=Edition.objects.get(), branch=network.east)
    assert an_admin().get(f"{INDEX}{bundle.pk}/file/").status_code == 404


def test_group_without_the_right_is_sent_away(network):
    assert in_group("编审").get(INDEX).status_code == 302


def test_edition_in_the_list_offers_a_bundle(network):
    a_tip()
    address = f"{INDEX}new/?edition={Edition.objects.get().pk}"
    assert address in text_of(marketing(network.head_office).get("/admin/editions/"))
    assert address not in text_of(in_group("编审").get("/admin/editions/"))


def test_list_asks_the_same_of_the_database_however_long_it_is(network):
    a_tip()
    edition, admin = Edition.objects.get(), an_admin()
    PressBundleFactory(edition=edition, branch=network.east)
    one = queries_of(admin, INDEX)
    for _ in range(9):
        PressBundleFactory(edition=edition, branch=network.west, requested_by=UserFactory())
    assert queries_of(admin, INDEX) == one
