from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.library.enums import ASKS_OF_BRANCHES
from cms.library.models import Edition, LeafletPage, MaterialListPage, TipPage, Topic
from tests.clients import an_admin, in_group, signed_in
from tests.factories.branches import staff
from tests.factories.library import a_leaflet, a_tip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def topic(network) -> Topic:
    return Topic.objects.create(slug="phone", title="电话诈骗")


def a_stream(*blocks) -> dict:
    return streamfield(list(blocks))


def lines(*texts: str) -> dict:
    return a_stream(*[("line", text) for text in texts])


def a_panel() -> tuple[str, dict]:
    item = {"heading": "不点击", "text": "来路不明的网址不点。"}
    return "panel", {
        "heading": "先记三不",
        "intro": "",
        "items": streamfield([("item", item)]),
        "callout": "",
    }


def catalogue(network) -> dict:
    return {
        "slug": "new-material",
        "owner_branch": network.head_office.pk,
        "audience": "everyone",
        "sources": a_stream(),
        "picture": "",
        "picture_alt": "",
        "approval_ref": "",
        "valid_until": "",
        "review_due": "",
        "tags": "",
        "seo_title": "",
        "search_description": "",
        "comments": inline_formset([]),
    }


def tip_form(network, **changes) -> dict:
    fields = {
        **catalogue(network),
        "title": "新的小贴士",
        "summary": "一句话。",
        "opening_line": "您中奖了。",
        "how_it_sounds": lines("先交税才能领奖。"),
        "how_to_see_through": lines("领奖不用先交钱。"),
        "what_to_do": lines("停下来。"),
        "story": "",
        "question": a_stream(),
        "second_picture": "",
        "second_picture_alt": "",
        **changes,
    }
    return nested_form_data(fields) | {"topics": [Topic.objects.get().pk]}


def leaflet_form(network, panels: int = 4) -> dict:
    back = {"heading": "一起防", "text": "念给家里人听。", "points": streamfield([])}
    fields = {
        **catalogue(network),
        "title": "新的折页",
        "summary": "",
        "series": "反诈宣传折页",
        "subtitle": "",
        "cover_lines": lines("不轻信"),
        "panels": a_stream(*[a_panel() for _ in range(panels)]),
        "back": a_stream(("back", back)),
    }
    return nested_form_data(fields) | {"topics": [Topic.objects.get().pk]}


def add_address(model) -> str:
    kind = model.material_kind
    parent = MaterialListPage.objects.get(kind=kind)
    return reverse("wagtailadmin_pages:add", args=["library", model._meta.model_name, parent.pk])


def approve(client: Client, page: Page) -> None:
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    client.post(address, {"comment": "同意"})


def test_material_goes_live_after_review_and_compliance(network):
    writer, reviewer, compliance = in_group("市场"), in_group("编审"), in_group("合规")
    form = tip_form(network) | {"action-submit": "提交审批"}
    response = writer.post(add_address(TipPage), form)
    tip = TipPage.objects.get()
    assert response.status_code == 302
    assert (tip.live, tip.current_workflow_task.name) == (False, "编审")

    approve(compliance, tip)  # not their turn yet
    assert TipPage.objects.get().current_workflow_task.name == "编审"

    approve(reviewer, tip)
    assert TipPage.objects.get().current_workflow_task.name == "合规"
    assert Edition.objects.count() == 0

    approve(reviewer, tip)  # reviewers cannot do compliance's part
    assert TipPage.objects.get().live is False

    approve(compliance, tip)
    edition = Edition.objects.get()
    assert TipPage.objects.get().live is True
    assert (edition.code, edition.issued_by) == ("001-1", compliance.person)


def test_marketing_cannot_publish_by_itself(network):
    writer = in_group("市场")
    writer.post(add_address(TipPage), tip_form(network) | {"action-publish": "发布"})
    assert [tip.live for tip in TipPage.objects.all()] == [False]
    assert Edition.objects.count() == 0


def test_leaflet_with_three_panels_is_told_that_it_needs_four(network):
    response = in_group("市场").post(
        add_address(LeafletPage), leaflet_form(network, panels=3) | {"action-submit": "1"}
    )
    assert response.status_code == 200
    words = "条目的最小数是4".encode("unicode_escape").decode()  # errors of a stream travel as JSON
    assert words in response.text
    assert LeafletPage.objects.count() == 0


def test_leaflet_with_four_panels_is_saved(network):
    in_group("市场").post(add_address(LeafletPage), leaflet_form(network))
    assert LeafletPage.objects.get().live is False


def test_upload_that_is_no_image_is_refused_in_words():
    upload = SimpleUploadedFile("note.png", b"this is no picture", content_type="image/png")
    form = {"title": "假图片", "file": upload, "credit": "测试", "description": "", "tags": "",
            "collection": "1"}  # fmt: skip
    response = in_group("市场").post(reverse("wagtailimages:add"), form)
    assert response.status_code == 200
    assert "上传一个有效的图片" in response.text or "不是图片" in response.text


def test_material_that_was_printed_is_not_deleted_but_explained():
    tip = a_tip()
    address = reverse("wagtailadmin_pages:delete", args=[tip.pk])
    response = an_admin().post(address, follow=True)
    assert f"“{tip.title}”不能删除：它印过材料（001-1）" in response.text
    assert TipPage.objects.filter(pk=tip.pk).exists()


def test_material_that_was_printed_survives_a_bulk_deletion():
    tip = a_tip()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert an_admin().post(f"{address}?id={tip.pk}").status_code == 302
    assert TipPage.objects.filter(pk=tip.pk).exists()


def test_list_that_holds_printed_material_is_not_deleted_either():
    a_tip()
    listing = MaterialListPage.objects.get(kind="tip")
    response = an_admin().post(reverse("wagtailadmin_pages:delete", args=[listing.pk]), follow=True)
    assert "不能删除：它印过材料（001-1）" in response.text


def test_material_without_an_edition_may_be_deleted(network):
    writer = in_group("市场")
    writer.post(add_address(TipPage), tip_form(network))
    writer.post(reverse("wagtailadmin_pages:delete", args=[TipPage.objects.get().pk]))
    assert TipPage.objects.count() == 0


def test_printed_material_may_be_unpublished_by_compliance():
    tip = a_tip()
    in_group("合规").post(reverse("wagtailadmin_pages:unpublish", args=[tip.pk]))
    assert TipPage.objects.get().live is False
    assert not Edition.objects.in_force().exists()


def test_compliance_withdraws_an_edition_with_a_reason():
    a_tip()
    edition = Edition.objects.get()
    address = reverse("editions:withdraw", args=[edition.pk])
    client = in_group("合规")
    asked = client.get(address).text
    assert [words for words in ASKS_OF_BRANCHES.values() if words not in asked] == []
    refused = client.post(address, {"severity": "", "reason": ""}).text
    assert ("请选择召回程度" in refused, "请写明撤回原因" in refused) == (True, True)
    form = {"severity": "destroy", "reason": "热线有变"}
    response = client.post(address, form, follow=True)
    assert "已撤回，网点不能再打印" in response.text
    assert "已撤回（立即销毁）" in response.text
    edition.refresh_from_db()
    assert (edition.withdrawal_severity, edition.withdrawal_reason) == ("destroy", "热线有变")
    client.post(address, {**form, "reason": "再来"})
    assert "撤回（立即销毁）：热线有变" in client.get(address).text


def test_marketing_reads_editions_and_withdraws_none():
    a_tip()
    client, edition = in_group("市场"), Edition.objects.get()
    assert "001-1" in client.get(reverse("editions:index")).text
    assert client.get(reverse("editions:inspect", args=[edition.pk])).status_code == 200
    assert (
        reverse("editions:withdraw", args=[edition.pk])
        not in client.get(reverse("editions:inspect", args=[edition.pk])).text
    )
    form = {"severity": "stop", "reason": "不该能撤"}
    client.post(reverse("editions:withdraw", args=[edition.pk]), form)
    assert Edition.objects.get().withdrawn_at is None


def test_an_editions_page_says_what_there_is_in_local_time_and_offers_its_deeds():
    a_tip()
    edition = Edition.objects.get()
    Edition.objects.update(issued_at=datetime(2026, 3, 1, 16, 30, tzinfo=UTC))
    shown = in_group("合规").get(reverse("editions:inspect", args=[edition.pk])).text
    assert "2026年3月2日 00:30" in shown
    assert reverse("editions:withdraw", args=[edition.pk]) in shown
    assert "<dd>None</dd>" not in shown.replace("\n", "").replace(" ", "")
    assert "撤回时间" not in shown


@pytest.mark.parametrize("groups", [("市场", "编审"), ("编审",), ("合规",), ("消保",)])
def test_first_page_greets_everybody_by_name_and_job(groups):
    client = in_group(*groups)
    text = client.get(reverse("wagtailadmin_home")).text
    assert f"{client.person}，" in text
    assert "、".join(groups) in text or "、".join(reversed(groups)) in text


def test_first_page_says_what_waits(network):
    writer, reviewer = in_group("市场"), in_group("编审")
    writer.post(add_address(TipPage), tip_form(network))
    assert "份草稿还没送审" in writer.get(reverse("wagtailadmin_home")).text
    TipPage.objects.get().get_workflow().start(TipPage.objects.get(), writer.person)
    assert "份草稿还没送审" not in writer.get(reverse("wagtailadmin_home")).text
    assert "份等您审批" in reviewer.get(reverse("wagtailadmin_home")).text
    assert "份等您审批" not in in_group("合规").get(reverse("wagtailadmin_home")).text

    state = TipPage.objects.get().current_workflow_task_state
    state.reject(user=reviewer.person, comment="请改")
    assert "份被退回，请按意见修改" in writer.get(reverse("wagtailadmin_home")).text


def test_lobby_staff_find_no_admin(network):
    client = signed_in(staff(network.garden))
    listings = ["branch_admin", "postings", "editions", "topics", "facts", "entries", "events"]
    names = ["wagtailadmin_home", "wagtailadmin_explore_root", "campaign_return"]
    names += [f"{listing}:index" for listing in listings]
    answers = {client.get(reverse(name)).status_code for name in names}
    assert answers - {302, 403} == set()


def preview(client: Client, page, form: dict) -> str:
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert client.post(address, form).json()["is_valid"]
    return client.get(f"{address}?mode=print").text


def test_print_preview_draws_the_draft(network):
    leaflet = a_leaflet()
    text = preview(in_group("市场"), leaflet, leaflet_form(network))
    assert text.count("data:image/png;base64,") == 2
    assert "第 2 页，共 2 页" in text


def test_print_preview_of_an_unfinished_draft_says_what_is_missing(network):
    leaflet = a_leaflet()
    text = preview(in_group("市场"), leaflet, leaflet_form(network) | {"panels-count": "0"})
    assert "现在还印不出来" in text
    assert "data:image/png" not in text
