import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from tests.factories.facts import hotlines

pytestmark = pytest.mark.django_db


def search(client, typed: str, **more):
    return client.get("/search/", {"q": typed, **more})


def titles(answer) -> list[str]:
    return [page.title for page, _ in answer.context["cards"]]


def test_results_are_counted_and_marked(client, site):
    site.tip("刷单返利，先给后骗", summary="先付<钱>，再刷单。")
    page = search(client, "刷單").content.decode()
    assert "找到 1 条" in page
    assert "<mark>刷单</mark>返利，先给后骗" in page
    assert "先付&lt;钱&gt;，再<mark>刷单</mark>。" in page


def test_only_what_everybody_may_read_is_shown(client, site):
    site.tip("刷单草稿", live=False)
    kept = site.tip("刷单内部资料")
    PageViewRestriction.objects.create(
        page=kept, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    site.tip("刷单返利")
    assert titles(search(client, "刷单")) == ["刷单返利"]


def test_ten_at_a_time(client, site):
    for number in range(23):
        site.tip(f"第{number}条刷单")
    first = search(client, "刷单")
    assert "找到 23 条" in first.content.decode()
    assert "第 1 页，共 3 页" in first.content.decode()
    assert "?q=%E5%88%B7%E5%8D%95&amp;page=2" in first.content.decode()
    pages = [titles(search(client, "刷单", page=n)) for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [10, 10, 3]
    assert len({title for page in pages for title in page}) == 23


@pytest.mark.parametrize("number", ["0", "-1", "99", "很多", "1e9", ""])
def test_a_page_number_that_is_none_shows_the_nearest(client, site, number):
    site.tip("刷单返利")
    assert titles(search(client, "刷单", page=number)) == ["刷单返利"]


def test_nothing_found_leads_to_help_and_keeps_what_was_typed(client, site):
    hotlines()
    answer = search(client, "红烧肉 <b>")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "没有找到“红烧肉 &lt;b&gt;”" in page
    assert 'value="红烧肉 &lt;b&gt;"' in page
    assert page.count('href="tel:96110"') >= 1
    assert page.count('href="tel:110"') >= 1
    assert "找网点和活动" in page


@pytest.mark.parametrize("typed", ["", "   ", "　"])
def test_nothing_typed_is_met_kindly(client, site, typed):
    page = search(client, typed).content.decode()
    assert "还没有写要查什么" in page
    assert "找到" not in page.split("<main")[1].split("</main>")[0].replace("没有找到", "")


def test_a_long_question_is_answered_and_said_so(client, site):
    site.tip("刷单返利")
    answer = search(client, "刷单怎么办？" * 60)
    assert titles(answer) == ["刷单返利"]
    assert "超过了 200 个字" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("017", "/d/017/"),
        ("０１７", "/d/017/"),
        (" 017-3 ", "/d/017-3/"),
        ("10001-2", "/d/10001-2/"),
    ],
)
def test_a_code_from_paper_leads_to_its_material(client, typed, address):
    answer = search(client, typed)
    assert (answer.status_code, answer.url) == (302, address)


@pytest.mark.parametrize("typed", ["110", "96110", "12378", "017号", "17", "017-", "٠١٧"])
def test_other_numbers_are_words_to_look_for(client, site, typed):
    assert search(client, typed).status_code == 200


def test_a_page_without_a_card_of_its_own_is_shown_all_the_same(client, site):
    site.home.add_child(instance=Page(title="刷单<旧页>", slug="old"))
    answer = search(client, "刷单")
    assert titles(answer) == ["刷单<旧页>"]
    assert "<mark>刷单</mark>&lt;旧页&gt;" in answer.content.decode()


def test_home_needs_no_finding(client, site):
    site.plain("回到明眼首页")
    assert titles(search(client, "明眼首页")) == ["回到明眼首页"]


def test_the_form_works_by_address_and_is_not_for_search_engines(client, site):
    page = search(client, "刷单").content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert '<form class="field" action="/search/" method="get"' in page
    assert client.post("/search/", {"q": "刷单"}).status_code == 405


def queries_of(client, typed: str) -> int:
    search(client, typed)  # content types and sites are remembered from here on
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert search(client, typed).status_code == 200
    return len(asked)


def test_asking_costs_no_more_with_ten_times_the_pages(client, site):
    hotlines()

    def more_pages(count: int) -> None:
        for _ in range(count):
            site.tagged_tip("刷单返利", "刷单", summary="别刷单。")

    more_pages(6)
    few = queries_of(client, "刷单")
    more_pages(60)
    assert queries_of(client, "刷单") == few
    assert few <= 15
    assert queries_of(client, "刷单是不是可以挣钱") <= 15
    assert queries_of(client, "红烧肉的做法") <= 15
