import pytest

from cms.search import segment


def test_words_of_ours_are_not_cut_in_two():
    assert segment.words("杀猪盘") == ["杀猪盘"]
    assert segment.words("提防养老诈骗") == ["提防", "养老诈骗"]


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("ＡＰＰ　９６１１０", "app 96110"),
        ("養老詐騙", "养老诈骗"),
        ("帳號裡的錢", "帐号里的钱"),
        ("3·15", "315"),
        ("a\0b\ud800c", "a bc"),
    ],
)
def test_text_is_compared_in_one_form(typed, compared):
    assert segment.normalise(typed) == compared


def test_stop_words_say_nothing():
    assert segment.words("我的钱怎么办") == ["钱"]
    assert segment.words("的") == []


def test_letters_and_numbers_keep_together():
    assert segment.words("拨打96110，装APP") == ["拨打", "96110", "装", "app"]


def test_marks_and_spaces_are_no_words():
    assert segment.words('" 　()*:^-%_😀\u0000') == []


def test_a_long_word_is_also_indexed_in_parts():
    assert segment.index_words("验证码") == ["验证码", "验证", "证码"]
    assert segment.index_words("养老诈骗") == ["养老诈骗", "养老", "诈骗", "老诈"]


def test_short_texts_are_also_indexed_across_words():
    assert segment.index_words("养老钱") == ["养老", "钱"]
    assert segment.index_short_text("养老钱") == ["养老", "钱", "养", "老", "老钱"]


def test_every_character_begins_something():
    assert segment.index_beginnings("养老诈骗 APP") == ["养老", "老诈", "诈骗", "骗", "app"]


def test_parts_make_up_the_whole_word():
    assert segment.parts("养老诈骗") == ["养老", "诈骗"]
    assert segment.parts("验证码") == ["验证", "证码"]
    assert segment.parts("刷单") == []
    assert segment.parts("96110") == []


def test_no_word_is_too_long_for_a_database():
    assert max(len(word) for word in segment.words("a" * 5000)) == segment.LONGEST_WORD


@pytest.mark.parametrize("name", ["dictionary.txt", "stop_words.txt"])
def test_the_lists_hold_each_word_once_in_the_form_that_is_compared(name):
    words = segment.read_lines(name)
    assert [word for word in words if segment.normalise(word) != word or " " in word] == []
    assert sorted(words) == sorted(set(words))


def test_no_word_of_ours_is_also_a_stop_word():
    assert set(segment.read_lines("dictionary.txt")) & segment.stop_words() == set()
