"""Editors find Chinese in the admin: explorer, listings, choosers, pictures."""

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from cms.pages.models import Picture
from tests.factories.branches import UserFactory

pytestmark = pytest.mark.django_db
# Wagtail leaves the temporary file of a thumbnail for the interpreter to close.
thumbnails = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(admin=True), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def tip(site):
    site.tip("谨防非法集资陷阱")
    return site.tip("刷单返利，先给后骗")


@pytest.fixture
def picture(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    path = tmp_path / "made.png"
    Image.new("RGB", (8, 8)).save(path)
    for title in ("骗子拿鱼竿钓鱼", "老人看手机"):
        Picture.objects.create(title=title, file=ContentFile(path.read_bytes(), "made.png"))
    return Picture.objects.get(title="骗子拿鱼竿钓鱼")


def pages_in(answer) -> list[str]:
    return [page.title for page in answer.context["page_obj"].object_list]


TYPED = ["刷单", "返", "先给后", "刷單返利", "刷单 后骗", '"刷单返利"', "live:true 刷单"]


@pytest.mark.parametrize("typed", TYPED)
def test_the_search_of_all_pages(editor, tip, typed):
    answer = editor.get("/admin/pages/search/", {"q": typed})
    assert pages_in(answer) == [tip.title]


@pytest.mark.parametrize("typed", ["刷单", "返", "刷單返利"])
def test_the_explorer_below_a_page(editor, site, tip, typed):
    answer = editor.get(f"/admin/pages/{site.tips.pk}/", {"q": typed})
    assert pages_in(answer) == [tip.title]


@pytest.mark.parametrize("typed", ["刷单", "返", "刷單返利"])
def test_the_page_chooser(editor, tip, typed):
    answer = editor.get("/admin/choose-page/search/", {"q": typed, "page_type": "wagtailcore.page"})
    assert [page.title for page in answer.context["pages"]] == [tip.title]


@thumbnails
@pytest.mark.parametrize("typed", ["鱼竿", "骗", "骗子拿", "騙子"])
def test_the_list_of_pictures(editor, picture, typed):
    answer = editor.get("/admin/images/", {"q": typed})
    assert [image.title for image in answer.context["page_obj"].object_list] == [picture.title]


@thumbnails
@pytest.mark.parametrize("typed", ["鱼竿", "骗子"])
def test_the_picture_chooser(editor, picture, typed):
    answer = editor.get("/admin/images/chooser/results/", {"q": typed})
    assert [image.title for image in answer.context["results"]] == [picture.title]


@pytest.mark.parametrize("typed", ['"', "　", "\0", "fields=[title]", '"a" ' * 60, "刷单" * 200])
@pytest.mark.parametrize("address", ["/admin/pages/search/", "/admin/choose-page/search/"])
def test_what_an_editor_mistypes_is_answered(editor, tip, address, typed):
    assert editor.get(address, {"q": typed}).status_code == 200


def test_results_can_be_ordered_by_title(editor, site):
    for title in ("转账三", "转账一", "转账二"):
        site.tip(title)
    answer = editor.get("/admin/pages/search/", {"q": "转账", "ordering": "title"})
    assert pages_in(answer) == sorted(["转账三", "转账一", "转账二"])
