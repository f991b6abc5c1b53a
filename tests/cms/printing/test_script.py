"""Traditional characters where one simplified character stands for several."""

import pytest

from cms.printing.script import in_script


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("今天签，不签就算了。", "今天簽，不簽就算了。"),
        ("先签字，再看书签和标签。", "先簽字，再看書籤和標籤。"),
        ("养老金发放日早一点来。", "養老金發放日早一點來。"),
        ("证件写明了八项权利，您有权了解。", "證件寫明了八項權利，您有權瞭解。"),
        ("先停下游戏。", "先停下遊戲。"),
        ("卡里进来的钱，还在卡里。", "卡裏進來的錢，還在卡裏。"),
        ("向后折三次，打五折。", "向後摺三次，打五折。"),
        ("荷塘里社区、松涛路没有改名。", "荷塘里社區、松濤路沒有改名。"),
        ("没什么“安全账户”，他说：‘对’。", "沒什麼「安全賬户」，他説：『對』。"),
    ],
)  # fmt: skip
def test_words_become_the_right_traditional_ones(said, wanted):
    assert in_script(said, "hant") == wanted
    assert in_script(said, "hans") == said


def test_drawings_and_what_is_no_chinese_stay_as_they_are():
    kept = {"svg": "<svg aria-label='签'/>", "number": 3, "code": ("017-3", None)}
    assert in_script(kept, "hant") == {**kept, "code": ["017-3", None]}
