import pytest

from cms.search.clauses import terms_to_mark
from cms.search.highlight import highlight


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("刷单返利，先给后骗", "刷单", "<mark>刷单</mark>返利，先给后骗"),
        ("養老詐騙", "养老诈骗", "<mark>養老詐騙</mark>"),
        ("防范养老的诈骗", "养老诈骗", "防范<mark>养老</mark>的<mark>诈骗</mark>"),
        ("拨打９６１１０", "96110", "拨打<mark>９６１１０</mark>"),
        ("装App前想一想", "APP", "装<mark>App</mark>前想一想"),
        ("happy", "app", "happy"),
        ("我的钱", "的", "我的钱"),
        ("<b>刷单</b> & 'x'", "刷单 b", "&lt;<mark>b</mark>&gt;<mark>刷单</mark>"
         "&lt;/<mark>b</mark>&gt; &amp; &#x27;x&#x27;"),
        ("<script>", "<script>", "&lt;<mark>script</mark>&gt;"),
        ("amp & lt", "amp", "<mark>amp</mark> &amp; lt"),
        ("㍿株式", "x", "㍿株式"),
        ("", "刷单", ""),
    ],
)  # fmt: skip
def test_words_are_marked_in_the_text_as_it_was_written(text, typed, shown):
    assert highlight(text, terms_to_mark(typed)) == shown


def test_a_character_that_becomes_several_is_marked_whole():
    assert highlight("见㍿", ["株式"]) == "见<mark>㍿</mark>"
