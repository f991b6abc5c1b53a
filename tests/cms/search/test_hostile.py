"""Whatever is typed is answered, on both databases."""

import pytest
from wagtail.models import Page
from wagtail.search.utils import parse_query_string

pytestmark = pytest.mark.django_db

HOSTILE = [
    "",
    " ",
    "　",
    '"',
    '""',
    '"""',
    "'",
    "'; DROP TABLE wagtailcore_page; --",
    "\0",
    "刷\0单",
    "\ud800",
    "刷单\udfff",
    "fields=[title]",
    "title:刷单",
    "NEAR(刷单 返利, 2)",
    "刷单 AND OR NOT",
    "NOT",
    "AND",
    "OR OR OR",
    "刷单*",
    "^刷单",
    "-刷单",
    "+刷单",
    "{title} : 刷单",
    "(((((((((((刷单",
    "刷单)))))))))",
    "& | ! <-> :*",
    "刷单:*",
    "刷单 <-> 返利",
    "\\",
    "\\'",
    "%",
    "%s %d %(x)s",
    "_",
    "``$$",
    "😀👩‍👩‍👧‍👦",
    "e\u0301\u0301\u0301",
    "\u202e刷单",
    "刷单" * 5000,
    "刷单 " * 5000,
    "a" * 100_000,
    " ".join(f"w{n}" for n in range(3000)),
    '"' * 3000,
    '"a" ' * 300,
    "骗" * 300,
    "\U00020000\U0002a6d6",
    "ไทย हिन्दी العربية",
    "<script>alert(1)</script>",
    "1e309 0x1F -1 NaN",
    "http://example.org/?q=1&a=b#c",
    "刷单@example.org",
]


@pytest.fixture
def tip(site):
    return site.tip("刷单返利，先给后骗")


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_fails(tip, typed):
    for results in (
        Page.objects.search(typed),
        Page.objects.search(typed, fields=["title"]),
        Page.objects.search(typed, operator="or"),
        Page.objects.autocomplete(typed),
        Page.objects.autocomplete(parse_query_string(typed, operator="and")[1]),
    ):
        assert results.count() == len(list(results))


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_fails_to_be_indexed(site, typed):
    # What no database stores never reaches the index: an editor cannot save it.
    title = "刷单 " + typed.replace("\0", "").encode("utf-8", "ignore").decode()[:200]
    page = site.plain(title, slug="hostile")
    assert [found.pk for found in Page.objects.search("刷单")] == [page.pk]


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_the_search_page_answers(tip, client, typed):
    answer = client.get("/search/", {"q": typed.encode("utf-8", "replace").decode()})
    assert answer.status_code == 200
