"""The backend over real pages; the same on SQLite and PostgreSQL."""

import pytest
from wagtail.models import Page
from wagtail.search.query import And, Boost, Fuzzy, Not, Phrase, PlainText

from cms.library.models import TipPage
from cms.search.backend.searching import by_coverage
from cms.search.clauses import clauses_for_words

pytestmark = pytest.mark.django_db


def titles(query, queryset=None, **kwargs) -> list[str]:
    queryset = Page.objects.live() if queryset is None else queryset
    return [page.title for page in queryset.search(query, **kwargs)]


@pytest.fixture
def library(site):
    site.tip("养老诈骗，慢慢识破", "“阿姨，先交三千元定床位。”", slug="pension")
    site.tip("刷单返利，先给后骗", "“点赞就有钱，下载这个APP。”", slug="brushing")
    site.tip("短信里的数字别告诉人", "“把验证码念给我听。”", slug="code")
    site.tip("冒充公检法的电话", "“您涉嫌洗钱，把钱转到安全账户。”", slug="police")
    site.tip("不认识的来电", "拿不准，打96110问问。", slug="hotline")
    return site


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("养老诈骗", "养老诈骗，慢慢识破"),
        ("刷单", "刷单返利，先给后骗"),
        ("验证码", "短信里的数字别告诉人"),
        ("公检法", "冒充公检法的电话"),
        ("安全账户", "冒充公检法的电话"),
        ("96110", "不认识的来电"),
        ("９６１１０", "不认识的来电"),
        ("APP", "刷单返利，先给后骗"),
        ("下载app", "刷单返利，先给后骗"),
        # Traditional characters
        ("刷單", "刷单返利，先给后骗"),
        ("驗證碼", "短信里的数字别告诉人"),
        # Fragments of words, in a title and in a body
        ("老诈骗", "养老诈骗，慢慢识破"),
        ("单返", "刷单返利，先给后骗"),
        ("证码", "短信里的数字别告诉人"),
        ("骗", "养老诈骗，慢慢识破"),
        # Several words, questions
        ("阿姨 床位", "养老诈骗，慢慢识破"),
        ("警察说我涉嫌洗钱怎么办", "冒充公检法的电话"),
        ("点赞就有钱是真的吗", "刷单返利，先给后骗"),
    ],
)
def test_words_find_their_page(library, typed, title):
    assert title in titles(typed)


def test_a_title_in_traditional_characters_is_found(site):
    site.plain("警惕養老詐騙")
    assert titles("养老诈骗") == ["警惕養老詐騙"]
    assert titles("養老詐騙") == ["警惕養老詐騙"]


def test_a_word_written_with_something_between_is_found(site):
    site.plain("谈谈养老", "这是冲着老人来的诈骗。")
    assert titles("养老诈骗") == ["谈谈养老"]


@pytest.mark.parametrize(
    "typed",
    ["红烧肉的做法", "足球比赛结果", "如何养猫", "xyzzy", "量子力学", "的", "怎么办", "了吗"],
)
def test_what_has_nothing_to_do_with_us_finds_nothing(library, typed):
    assert titles(typed) == []


def test_a_hit_in_the_title_comes_first(site):
    long_body = ["快递到了，请您来取。"] * 3
    site.tip("别人的事", *long_body)
    site.tip("快递理赔电话，先挂断", "先停下来。")
    site.tip("别的事", *long_body)
    assert titles("快递")[0] == "快递理赔电话，先挂断"


def test_a_topics_title_is_not_the_pages_own(site):
    site.tagged_tip("别的事", "快递")
    site.tip("快递来了", "先停下来。")
    assert titles("快递") == ["快递来了", "别的事"]


def test_all_words_come_before_some_words(site):
    site.tip("转账前等一等", "“马上转账。”")
    site.tip("孙子打来电话要转账", "“奶奶，是我。”")
    site.tip("孙子来了", "“奶奶好。”")
    found = titles("孙子 转账")
    assert found[0] == "孙子打来电话要转账"
    assert sorted(found[1:]) == sorted(["转账前等一等", "孙子来了"])


def test_drafts_do_not_keep_readers_from_other_pages(site):
    for number in range(6):
        site.tip(f"孙子要转账{number}", live=False)
    site.tip("转账前等一等")
    assert titles("孙子转账") == ["转账前等一等"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (PlainText("刷单 电话", operator="or"), {"brushing", "police"}),
        (And([PlainText("电话"), Not(PlainText("洗钱"))]), set()),
        (And([PlainText("先"), Not(PlainText("刷单"))]), {"pension", "code", "police", "hotline"}),
        (Phrase("安全账户"), {"police"}),
        (Boost(PlainText("刷单"), 2.0), {"brushing"}),
        (Fuzzy("刷单"), {"brushing"}),
    ],
)
def test_parsed_queries_are_understood(library, query, found):
    assert {page.slug for page in TipPage.objects.search(query)} == found


def test_a_not_alone_finds_the_rest(library):
    assert TipPage.objects.search(Not(PlainText("刷单"))).count() == 4
    assert "brushing" not in {p.slug for p in TipPage.objects.search(Not(PlainText("刷单")))}


def test_fields_narrow_to_titles_or_to_the_rest(library):
    assert titles("验证码", TipPage.objects.all(), fields=["title"]) == []
    assert titles("验证码", TipPage.objects.all(), fields=["how_it_sounds"]) != []
    assert titles("刷单", TipPage.objects.all(), fields=["how_it_sounds"]) == []


def test_results_behave_like_wagtails(library):
    found = TipPage.objects.search("先停下来")
    assert found.count() == len(found) == 5
    assert [p.pk for p in found[1:3]] == [p.pk for p in list(found)[1:3]]
    assert found[1:3].count() == 2
    assert found[7:9].count() == 0
    assert found[0] == list(found)[0]
    scored = list(TipPage.objects.search("刷单").annotate_score("score"))
    assert scored[0].score > 0
    assert dict(found.facet("kind")) == {"tip": 5}


def test_a_querysets_own_order_is_kept_when_asked(library):
    found = TipPage.objects.order_by("title").search("先停下来", order_by_relevance=False)
    assert [p.title for p in found] == sorted(p.title for p in found)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("养", ["养老诈骗，慢慢识破"]),
        ("养老", ["养老诈骗，慢慢识破"]),
        ("老诈", ["养老诈骗，慢慢识破"]),
        ("骗", ["刷单返利，先给后骗", "养老诈骗，慢慢识破"]),
        ("刷单 先", ["刷单返利，先给后骗"]),
        ("刷單返利", ["刷单返利，先给后骗"]),
        ("验证码", []),
    ],
)
def test_half_typed_words_find_titles(library, typed, found):
    results = TipPage.objects.autocomplete(typed)
    assert sorted(page.title for page in results) == sorted(found)


def test_asking_costs_the_same_however_many_pages(site, django_assert_num_queries):
    list(Page.objects.search("先停下来"))  # content types are remembered from here on
    for number in range(3):
        site.tip(f"第{number}条")
    # The index for all words and, being too few, for most; what the queryset lets through; pages.
    with django_assert_num_queries(4):
        assert len(Page.objects.search("先停下来")) == 3
    for number in range(30):
        site.tip(f"又{number}条")
    with django_assert_num_queries(3):
        assert len(Page.objects.search("先停下来")) == 33


def test_half_the_words_are_enough_however_strange_the_others():
    typed = clauses_for_words("投资群里老师推荐股票")
    assert [clause.word for clause in typed] == ["投资", "群里", "老师", "推荐", "股票"]
    common = [(0, str(n), 1.0) for n in range(2000)] + [(1, str(n), 1.0) for n in range(500)]
    rows = [*common, *((2, str(n), 1.0) for n in range(100))]
    found = by_coverage(rows, typed, total=50_000, least=0.5)
    assert set(found) == {str(n) for n in range(100)}
