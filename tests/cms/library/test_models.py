import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from cms.library.models import Edition
from cms.pages.models import HomePage
from tests.factories.library import (
    a_leaflet,
    a_list_poster,
    a_tip,
    a_video,
    an_eye_chart,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("network")]


def test_edition_cannot_be_edited():
    a_tip()
    edition = Edition.objects.get()
    edition.title = "偷偷改的标题"
    with pytest.raises(ValidationError, match="版次一经发布不能修改"):
        edition.save()
    with pytest.raises(ValidationError, match="版次一经发布不能修改"):
        edition.save(update_fields=["title"])
    assert Edition.objects.get().title != "偷偷改的标题"


def test_edition_cannot_be_deleted():
    a_tip()
    with pytest.raises(ValidationError, match="版次不能删除，只能撤回"):
        Edition.objects.get().delete()


def test_material_with_an_edition_is_protected_from_deletion():
    tip = a_tip()
    with pytest.raises(ProtectedError):
        tip.delete()


def test_edition_keeps_its_revision():
    tip = a_tip()
    edition = Edition.objects.get()
    assert edition.revision == tip.live_revision
    with pytest.raises(ProtectedError):
        edition.revision.delete()


@pytest.mark.parametrize(
    ("make", "family"),
    [
        (a_tip, "sheet"),
        (a_video, "sheet"),
        (a_leaflet, "leaflet"),
        (an_eye_chart, "eye_chart"),
        (a_list_poster, "poster"),
    ],
)
def test_every_kind_goes_on_paper_in_its_family(make, family):
    content = make().printed_content()
    assert content["layout_family"] == family
    assert [h["number"] for h in content["hotlines"]] == ["110", "96110"]


def test_spoken_code_is_empty_before_the_first_publishing():
    tip = a_tip()
    draft = type(tip)(title="还没发布")
    assert (draft.code, tip.code) == ("", "001")


def test_tip_leaves_an_empty_part_out():
    roles = [s["role"] for s in a_tip(story="").printed_content()["sections"]]
    assert roles == ["hear", "see", "do"]


def test_home_stands_where_the_welcome_page_stood():
    home = HomePage.objects.get()
    assert [page.slug for page in home.get_children()] == [
        "tips",
        "leaflets",
        "posters",
        "videos",
        "help",
        "campaigns",
    ]
