"""What is refused on its way to print, in whose words, and that nothing is left half-done."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from cms.library.models import Edition, LeafletPage, SpokenCode, TipPage, Topic
from cms.library.pictures import FOLDER
from cms.library.queries import editions_for_branch
from tests.clients import an_admin, in_group
from tests.cms.library.test_admin import add_address, approve, leaflet_form, preview, tip_form
from tests.factories.library import a_leaflet, a_list_poster, a_tip, an_eye_chart, lines
from tests.factories.pages import PictureFactory

pytestmark = pytest.mark.django_db

DAY_HAS_PASSED = "“有效期至”这一天已经过了"


@pytest.fixture(autouse=True)
def topic(network) -> Topic:
    return Topic.objects.create(slug="phone", title="电话诈骗")


@pytest.fixture
def today():
    return timezone.localdate()


def publish_again(page, **changes) -> list[Edition]:
    page = type(page).objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(clean=False).publish()
    return list(Edition.objects.filter(material=page).order_by("number"))


def a_draft_that_waited_too_long(network) -> TipPage:
    """Return a tip at its last approval whose last day has passed since it was submitted."""
    in_group("市场").post(add_address(TipPage), tip_form(network) | {"action-submit": "1"})
    tip = TipPage.objects.get()
    approve(in_group("编审"), tip)
    revision = Revision.objects.get(pk=tip.latest_revision_id)
    revision.content["valid_until"] = "2026-01-01"
    revision.save()
    return tip


def kept_pictures() -> set[str]:
    return set(default_storage.listdir(FOLDER)[1]) if default_storage.exists(FOLDER) else set()


def approval_address(tip: TipPage) -> str:
    state = TipPage.objects.get(pk=tip.pk).current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[tip.pk, "approve", state.pk])


# ── a day that has passed ────────────────────────────────────────────────────────────────


def test_editor_is_told_at_the_field_that_the_day_has_passed(network):
    form = tip_form(network, valid_until="2026-01-01") | {"action-submit": "1"}
    response = in_group("市场").post(add_address(TipPage), form)
    assert response.context["form"].errors["valid_until"][0].startswith(DAY_HAS_PASSED)
    assert not TipPage.objects.exists()


def test_approval_after_the_last_day_is_refused_in_words_and_undone(network):
    tip = a_draft_that_waited_too_long(network)
    response = in_group("合规").post(approval_address(tip), {"comment": ""}, follow=True)
    assert response.status_code == 200
    assert f"没有发布：{DAY_HAS_PASSED}" in response.text
    tip = TipPage.objects.get()
    assert (tip.live, tip.current_workflow_task.name) == (False, "合规")
    assert (Edition.objects.count(), SpokenCode.objects.count()) == (0, 0)


def test_approval_dialog_is_sent_to_the_page_that_says_why(network):
    tip = a_draft_that_waited_too_long(network)
    dialog = {"x-requested-with": "XMLHttpRequest"}
    answer = in_group("合规").post(approval_address(tip), {"comment": ""}, headers=dialog).json()
    edit = reverse("wagtailadmin_pages:edit", args=[tip.pk])
    assert answer == {"step": "success", "redirect": edit}


def test_bulk_publishing_is_refused_in_words_too(network):
    tip = a_draft_that_waited_too_long(network)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = an_admin().post(f"{address}?id={tip.pk}", follow=True)
    assert f"没有发布：{DAY_HAS_PASSED}" in response.text
    assert TipPage.objects.get().live is False


def test_expired_material_may_still_be_locked_and_taken_down(network):
    tip = a_tip()
    TipPage.objects.filter(pk=tip.pk).update(valid_until="2026-01-01")
    an_admin().post(reverse("wagtailadmin_pages:lock", args=[tip.pk]))
    assert TipPage.objects.get().locked is True
    TipPage.objects.get().unpublish()
    assert TipPage.objects.get().live is False


# ── what an edition is ───────────────────────────────────────────────────────────────────


def test_another_last_day_is_another_edition_because_it_is_printed(network, today):
    tip = a_tip(valid_until=today + timedelta(days=30))
    first, second = publish_again(tip, valid_until=today + timedelta(days=60))
    assert (first.superseded_at is None, second.code) == (False, "001-2")
    assert second.valid_until == today + timedelta(days=60)


def test_new_owner_decides_at_once_who_may_print(network):
    tip = a_tip(owner_branch=network.east)
    assert publish_again(tip, owner_branch=network.west) == list(Edition.objects.all())
    edition = Edition.objects.get()
    assert edition.owner_branch == network.west
    assert list(editions_for_branch(network.riverside)) == []
    assert list(editions_for_branch(network.garden)) == [edition]


def test_edition_of_a_page_taken_down_is_out_of_force(network):
    a_tip().unpublish()
    assert Edition.objects.get().is_in_force() is False
    assert list(Edition.objects.in_force()) == []


# ── what no sheet could hold ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("make", "most", "kind"),
    [(a_tip, 24, "小贴士"), (a_leaflet, 16, "折页"), (a_list_poster, 20, "海报"),
     (an_eye_chart, 10, "海报")],
)  # fmt: skip
def test_title_is_as_long_as_its_paper_takes(network, make, most, kind):
    material = make(title="字" * most)
    assert Edition.objects.count() == 1
    with pytest.raises(ValidationError) as refused:
        publish_again(material, title="字" * (most + 1))
    words = f"标题有 {most + 1} 个字，印在{kind}上最多 {most} 个，请改短。"
    assert refused.value.message_dict == {"title": [words]}
    assert Edition.objects.count() == 1


def test_editor_of_a_leaflet_hears_how_long_its_title_may_be(network):
    form = leaflet_form(network) | {"title": "长" * 20, "action-submit": "1"}
    response = in_group("市场").post(add_address(LeafletPage), form)
    words = "标题有 20 个字，印在折页上最多 16 个，请改短。"
    assert response.context["form"].errors == {"title": [words]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": "笑脸😀"}, "字库里没有“😀”这个字"),
        ({"how_it_sounds": lines(*["长" * 90] * 10), "how_to_see_through": lines(*["长" * 90] * 10),
          "what_to_do": lines(*["长" * 90] * 10)}, "的字太多"),
    ],
)  # fmt: skip
def test_publishing_what_cannot_be_set_leaves_everything_as_it_was(network, changes, words):
    tip = a_tip(title="原来的标题")
    with pytest.raises(ValidationError, match=words):
        publish_again(tip, **changes)
    assert TipPage.objects.get().title == "原来的标题"
    assert [e.code for e in Edition.objects.all()] == ["001-1"]


def test_row_too_wide_for_the_eye_chart_is_named(network):
    rows = [{"text": "安全账户是骗局", "story": ""}, *[{"text": "停", "story": ""}] * 10]
    with pytest.raises(ValidationError, match="视力表第 1 行“安全账户是骗局”有 7 个字"):
        an_eye_chart(body=[{"type": "eye_chart", "value": {"rows": rows}}])
    assert Edition.objects.count() == 0


def test_submitting_what_cannot_be_set_is_refused_at_the_editor(network):
    writer = in_group("市场")
    form = tip_form(network, title="笑脸😀")
    response = writer.post(add_address(TipPage), form | {"action-submit": "1"})
    words = "这份素材现在印不出来：字库里没有“😀”这个字，请改用别的写法。"
    assert response.context["form"].non_field_errors() == [words]
    assert words in response.text
    writer.post(add_address(TipPage), form)  # as a draft it may be kept
    assert TipPage.objects.get().live is False


def test_preview_leaves_no_picture_behind_and_publishing_keeps_it(network):
    picture = PictureFactory()
    leaflet = a_leaflet()
    kept = kept_pictures()
    form = leaflet_form(network) | {"picture": picture.pk, "picture_alt": "一张图"}
    assert "data:image/png" in preview(in_group("市场"), leaflet, form)
    assert kept_pictures() == kept
    edition = publish_again(leaflet, picture=picture, picture_alt="一张图")[-1]
    assert default_storage.exists(edition.printed_content["cover_picture"]["file"])
