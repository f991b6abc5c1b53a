"""The starter content keeps our promises: true, short, complete, ours."""

import re

import pytest

from campaigns.demo import content

# The tips that the product promises: ten common scams, six aimed at older people, two titles.
COMMON = {
    "brushing-rebate", "fake-investment", "fake-shopping", "fake-courier-service",
    "fake-loan-credit", "fake-police", "fake-acquaintance", "romance-scam", "game-trade",
    "ai-voice-face",
}  # fmt: skip
ELDER = {
    "fake-pension-product", "care-bed-prepay", "house-for-pension", "pension-insurance-agent",
    "pension-project-investment", "pension-helper",
}  # fmt: skip
TITLES = {"电子银行安全使用小知识", "谨防非法集资陷阱"}
FOLDERS = ("tips", "leaflets", "posters", "branch_tips")
HANZI = re.compile(r"[\u3400-\u9fff]")
# Numbers that people dial or type; amounts and counts in stories are written in hanzi.
NUMBER = re.compile(r"(?<![\d.:])\d{3,}(?![\d.:])")


def all_texts(value) -> list[str]:
    """Return every string inside a TOML value, addresses of sources left out."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in all_texts(item)]
    if isinstance(value, dict):
        hidden = {"url", "source_url", "sources", "hotline_keys", "slug", "owner"}
        return [
            text for key, item in value.items() if key not in hidden for text in all_texts(item)
        ]
    return []


def materials() -> list[tuple[str, dict]]:
    return [(f"{f}/{d['slug']}", d) for f in FOLDERS for d in content.read_all(f)]


def facts() -> list[dict]:
    return content.read("facts")["fact"]


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"[。！？；!?\n]", text) if s.strip()]


def test_the_promised_tips_are_there():
    tips = content.read_all("tips")
    assert {d["slug"] for d in tips} >= COMMON | ELDER
    assert {d["title"] for d in tips} >= TITLES


def test_the_promised_leaflets_and_posters_are_there():
    titles = {d["title"] for d in content.read_all("leaflets")}
    assert titles >= {"防诈秘籍", "扫黑除恶", "整治拒收现金"}
    assert {d["title"] for d in content.read_all("posters")} >= {"反诈视力表"}
    assert [len(d["items"]) for d in content.read_all("posters") if "items" in d] == [8]


@pytest.mark.parametrize(("name", "data"), materials(), ids=[n for n, _ in materials()])
def test_every_number_in_a_text_is_a_fact_with_a_source(name, data):
    known = {number for fact in facts() for number in NUMBER.findall(fact["value"])}
    used = {number for text in all_texts(data) for number in NUMBER.findall(text)}
    assert used - known == set()


@pytest.mark.parametrize(("name", "data"), materials(), ids=[n for n, _ in materials()])
def test_every_source_of_a_text_is_in_the_fact_registry(name, data):
    registered = {fact["source_url"] for fact in facts()}
    assert {source["url"] for source in data.get("sources", [])} - registered == set()


def test_every_fact_names_its_source_and_when_it_was_checked():
    for fact in facts():
        assert fact["source_name"], fact["key"]
        assert fact["check_by"] > fact["checked_on"], fact["key"]


@pytest.mark.parametrize(("name", "data"), materials(), ids=[n for n, _ in materials()])
def test_sentences_are_short_enough_to_follow(name, data):
    lengths = [len(HANZI.findall(s)) for text in all_texts(data) for s in sentences(text)]
    assert max(lengths) <= 40
    assert sum(lengths) / len(lengths) <= 25


@pytest.mark.parametrize(("name", "data"), materials(), ids=[n for n, _ in materials()])
def test_no_made_up_story_calls_itself_a_true_case(name, data):
    assert [t for t in all_texts(data) if "真实案例" in t or "真人真事" in t] == []


def test_the_captions_run_as_long_as_the_film():
    film = content.read("video/mingyan-shake")
    captions = (content.CONTENT / "video" / film["captions_file"]).read_text(encoding="utf-8")
    assert captions.startswith("WEBVTT")
    ends = re.findall(r"--> 00:(\d\d):(\d\d)\.(\d{3})", captions)
    minutes, seconds, _ = map(int, ends[-1])
    assert minutes * 60 + seconds <= film["length_seconds"]
