"""简体与繁體 — one content, two scripts."""

import functools
import re

import opencc

QUOTES = str.maketrans("“”‘’", "「」『』")
WESTERN = str.maketrans("「」『』", "“”‘’")

# Where the dictionary takes two neighbours for a word, or the rarer of two characters.
AMENDED = {
    r"(?<![書標抽牙竹])籤": "簽",  # 簽字，不籤 → 不簽
    r"金髮放": "金發放",  # 養老金|發放
    r"(?<=[寫説講查證表標])明瞭(?!解)": "明了",  # 寫明|了
    r"(?<=下)游戲": "遊戲",  # 停下|遊戲
    r"卡里": "卡裏",
    r"(?<=[內外後前處])折": "摺",  # of paper; a discount stays 打折
}


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2hk")


def in_simplified(text: str) -> str:
    """Return what people of this house are told: a refusal made in the other script as well."""
    return _back().convert(text.translate(WESTERN))


@functools.cache
def _back() -> opencc.OpenCC:
    return opencc.OpenCC("hk2s")


@functools.lru_cache(maxsize=256)
def _traditional(text: str) -> str:
    converted = _converter().convert(text).translate(QUOTES)
    for wrong, right in AMENDED.items():
        converted = re.sub(wrong, right, converted)
    return converted


def in_script(value: object, script: str) -> object:
    """Return text, or every text within lists and dicts, in the script. Drawings stay as are."""
    if script == "hans":
        return value
    if isinstance(value, dict):
        return {key: in_script(one, script) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [in_script(one, script) for one in value]
    if isinstance(value, str) and not value.startswith("<svg") and not value.isascii():
        return _traditional(value)
    return value
