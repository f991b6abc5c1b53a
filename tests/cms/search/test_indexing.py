"""The index follows the pages: saving, publishing, renaming, deleting, building again."""

import io

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from cms.search.backend.indexing import texts_in
from tests.cms.search.pages import lines

pytestmark = pytest.mark.django_db


def slugs(typed: str) -> list[str]:
    return [page.slug for page in Page.objects.search(typed)]


def test_every_part_of_a_page_is_found(site):
    site.tip(
        "先停下来",
        "“下载屏幕共享软件。”",
        slug="tip",
        summary="别让人看见您的密码",
        opening_line="您的包裹丢了",
        story="王阿姨想起大堂经理的话。",
        how_to_see_through=lines("民警不会加您微信。"),
    )
    for typed in ("屏幕共享", "密码", "包裹", "大堂经理", "民警"):
        assert slugs(typed) == ["tip"]


def test_rich_text_and_streams_are_cut_too(site):
    site.plain("说明", "听到<b>保本高息</b>，<i>走开</i>。", slug="plain")
    assert slugs("保本高息") == ["plain"]
    assert slugs("走开") == ["plain"]


def test_values_of_any_shape_are_read():
    value = ["一", {"a": "二", "b": ["三", None]}, ("四", 5)]
    assert list(texts_in(value)) == ["一", "二", "三", "四", "5"]


def test_tags_are_found_as_soon_as_the_page_is_published(site):
    tip = site.tagged_tip("先给后骗", "杀猪盘", slug="tip")
    assert slugs("杀猪盘") == ["tip"]
    tip.tags.set(["网贷"])
    tip.save_revision().publish()
    assert slugs("杀猪盘") == []
    assert slugs("网贷") == ["tip"]


def test_a_draft_is_found_by_its_new_words_once_published(site):
    tip = site.tip("先给后骗", slug="tip")
    tip.title = "刷单返利"
    revision = tip.save_revision()
    assert slugs("刷单") == []
    revision.publish()
    assert slugs("刷单") == ["tip"]
    assert slugs("后骗") == []


def test_a_page_renamed_is_found_by_its_new_name_only(site):
    tip = site.tip("冒充客服", slug="tip")
    tip.title = "冒充公检法"
    tip.save()
    assert slugs("公检法") == ["tip"]
    assert slugs("客服") == []


def test_a_page_deleted_leaves_nothing_behind(site):
    tip = site.tip("冒充客服")
    entries = IndexEntry.objects.count()
    tip.delete()
    assert slugs("客服") == []
    assert IndexEntry.objects.count() == entries - 1


def test_a_page_taken_down_is_no_longer_found_by_readers(site):
    tip = site.tip("冒充客服")
    tip.unpublish()
    assert list(Page.objects.live().search("客服")) == []


def test_the_index_can_be_built_again(site):
    site.tagged_tip("冒充客服", "退款", slug="tip")
    site.plain("关于我们", "我们是明眼。", slug="about")
    IndexEntry.objects.all().delete()
    assert slugs("客服") == []
    for _ in range(2):
        call_command("update_index", stdout=io.StringIO())
        assert slugs("客服") == ["tip"]
        assert slugs("退款") == ["tip"]
        assert slugs("关于") == ["about"]
    assert IndexEntry.objects.count() == len({e.object_id for e in IndexEntry.objects.all()})


def test_saving_a_page_does_not_walk_over_the_whole_index(site, django_assert_max_num_queries):
    tip = site.tip("冒充客服")
    with django_assert_max_num_queries(40) as asked:
        tip.save()
    assert [q["sql"] for q in asked.captured_queries if "AVG(" in q["sql"].upper()] == []


def test_titles_and_bodies_have_an_index_of_their_own_on_postgresql(db):
    if connection.vendor != "postgresql":
        pytest.skip("PostgreSQL only")
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename = %s",
                       [IndexEntry._meta.db_table])  # fmt: skip
        assert ("search_titles_with_bodies",) in cursor.fetchall()
