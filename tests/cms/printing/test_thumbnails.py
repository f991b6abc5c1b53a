"""Editions as small pictures: drawn once, shown to those who may use them, never an error page."""

import io

import pytest
from django.core.files.storage import default_storage
from django.template import Context, Template
from django.urls import reverse
from PIL import Image

from cms.library.models import Edition
from cms.library.queries import current_edition
from cms.printing.layouts import LAYOUTS, main_layout
from cms.printing.thumbnails import (
    WIDTH,
    known_misfits,
    stored_name,
    thumbnail,
    version,
    why_it_does_not_fit,
)
from cms.printing.typst import PrintError
from tests.clients import an_admin, in_group, queries_of, signed_in
from tests.factories.branches import staff
from tests.factories.library import a_leaflet, an_edition, next_edition

pytestmark = pytest.mark.django_db


def address(edition: Edition, **asked) -> str:
    words = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('printing:thumbnail', args=[edition.code])}?{words}"


def size_of(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG"
        return image.size


def unprintable(edition: Edition) -> Edition:
    """An edition whose words no font has: as if a font had gone since it was issued."""
    content = {**edition.printed_content, "title": "笑脸😀"}
    Edition.objects.filter(pk=edition.pk).update(printed_content=content, content_hash="f" * 64)
    return Edition.objects.get(pk=edition.pk)


def test_an_upright_sheet_is_as_wide_as_said_and_a_leaflet_lies_across(network):
    width, height = size_of(thumbnail(an_edition()))
    assert (width, round(height / width, 1)) == (WIDTH, 1.4)
    width, height = size_of(thumbnail(current_edition(a_leaflet())))
    assert round(width / height, 1) == 1.4


def test_a_picture_is_drawn_once_and_small(network):
    edition = an_edition()
    first = thumbnail(edition)
    name = stored_name(edition, main_layout(edition))
    assert default_storage.size(name) == len(first)
    assert len(first) < 80_000
    unreadable = Edition.objects.get(pk=edition.pk)
    unreadable.printed_content = {"layout_family": "sheet"}
    assert thumbnail(unreadable) == first


def test_the_name_and_the_address_change_with_the_words(network):
    old = an_edition()
    new = next_edition(old)
    layout = main_layout(old)
    assert stored_name(old, layout) != stored_name(new, layout)
    assert version(old) != version(new)


def test_what_cannot_be_drawn_is_said_by_name_and_kept(network):
    edition = unprintable(an_edition())
    layout = LAYOUTS["tip_sheet"]
    words = "字库里没有“😀”这个字，请改用别的写法。"
    assert why_it_does_not_fit(edition, layout) == words
    edition.printed_content = {}
    assert why_it_does_not_fit(edition, layout) == words
    with pytest.raises(PrintError, match="😀"):
        thumbnail(unprintable(an_edition()), layout)


def test_what_fits_has_been_drawn_by_asking(network):
    edition = an_edition()
    layout = main_layout(edition)
    assert known_misfits(edition, [layout]) == {"tip_sheet": None}
    assert why_it_does_not_fit(edition, layout) == ""
    assert known_misfits(edition, [layout]) == {"tip_sheet": ""}
    assert default_storage.exists(stored_name(edition, layout))


def test_what_is_known_of_all_layouts_is_one_query(network, django_assert_num_queries):
    edition = an_edition()
    with django_assert_num_queries(1):
        assert len(known_misfits(edition, LAYOUTS.values())) == len(LAYOUTS)


def test_the_picture_may_be_kept_by_one_browser_for_a_year(network):
    answer = signed_in(staff(network.riverside)).get(address(an_edition(), v="1"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"


def test_an_edition_that_cannot_be_drawn_shows_a_plain_sheet(network):
    broken = unprintable(an_edition())
    answer = an_admin().get(address(broken))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer["Cache-Control"] == "private, max-age=300"
    Edition.objects.filter(pk=broken.pk).update(printed_content={"layout_family": "sheet"})
    assert an_admin().get(address(broken)).status_code == 200
    Edition.objects.filter(pk=broken.pk).update(printed_content={})
    assert an_admin().get(address(broken)).status_code == 200


def test_strangers_do_not_see_a_branchs_own_edition(network, client):
    own = an_edition(network.riverside)
    people = {
        "lobby": signed_in(staff(network.riverside)),
        "sibling": signed_in(staff(network.bridge)),
        "above": signed_in(staff(network.east)),
        "elsewhere": signed_in(staff(network.west)),
        "editor": in_group("编审"),
        "admin": an_admin(),
    }
    found = {name: person.get(address(own)).status_code for name, person in people.items()}
    assert found == {
        "lobby": 200, "sibling": 404, "above": 200, "elsewhere": 404, "editor": 200, "admin": 200,
    }  # fmt: skip
    everybodys = an_edition()
    assert people["elsewhere"].get(address(everybodys)).status_code == 200
    assert client.get(address(everybodys))["Location"].startswith("/desk/sign-in/")


def test_a_layout_is_shown_when_asked_for_and_only_its_own(network):
    tip, admin = an_edition(), an_admin()
    assert admin.get(address(tip, layout="tip_sheet")).status_code == 200
    assert admin.get(address(tip, layout="leaflet")).status_code == 404
    assert admin.get("/print/thumbnails/999-9.png").status_code == 404


def test_the_tag_asks_no_database_and_leaves_the_words_to_its_neighbours(
    network, django_assert_num_queries
):
    an_edition()
    edition = Edition.objects.defer("printed_content").get()
    page = Template("{% load printing_tags %}{% thumbnail edition %}")
    with django_assert_num_queries(0):
        shown = page.render(Context({"edition": edition}))
    assert f'src="/print/thumbnails/{edition.code}.png?v={version(edition)}"' in shown
    assert 'alt=""' in shown
    assert 'loading="lazy"' in shown


def test_the_admins_list_shows_editions_as_pictures_for_no_more_queries(network):
    admin = an_admin()
    edition = an_edition()
    few = queries_of(admin, reverse("editions:index"))
    shown = admin.get(reverse("editions:index")).content.decode()
    assert f"/print/thumbnails/{edition.code}.png?v={version(edition)}" in shown
    assert shown.index("样子") < shown.index("编号")
    for _ in range(5):
        an_edition()
    assert queries_of(admin, reverse("editions:index")) == few


def test_issuing_an_edition_draws_its_picture_before_anybody_asks(
    network, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        edition = an_edition()
    assert default_storage.exists(stored_name(edition, main_layout(edition)))
