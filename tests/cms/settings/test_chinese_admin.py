"""The admin speaks Chinese: our catalogues fill what Wagtail's Chinese one leaves in English."""

import ast
import re
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import NamedTuple

import pytest
import wagtail
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.architecture.source import ROOT
from tests.clients import an_admin
from tests.factories.library import home_page

OURS = ROOT / "cms" / "locale" / "zh_Hans" / "LC_MESSAGES"
WAGTAIL = Path(wagtail.__file__).parent
ROOMS = ("admin", "users", "images", "snippets", "sites", "search", "embeds", ".")
DOMAINS = ("django", "djangojs")
KEYWORD = re.compile(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[0\])?) (".*")$')
# Names to be filled in, and the tags around words: what a translation may not lose.
FIXED = re.compile(r"%(?:\(\w+\))?[sd]|{\w*}|<[^<>]+>")

PINNED = pytest.mark.skipif(
    wagtail.VERSION[:2] != (7, 4),
    reason="the catalogues complete the Wagtail of requirements.txt; another one has other words",
)


class Entry(NamedTuple):
    context: str
    one: str
    many: str
    chinese: str


def entry(block: str) -> Entry:
    texts = {"msgctxt": "", "msgid": "", "msgid_plural": "", "msgstr": ""}
    keyword = ""
    for line in block.splitlines():
        if found := KEYWORD.match(line):
            keyword = found[1].removesuffix("[0]")
            texts[keyword] = ast.literal_eval(found[2])
        elif line.startswith('"'):
            texts[keyword] += ast.literal_eval(line)
    return Entry(texts["msgctxt"], texts["msgid"], texts["msgid_plural"], texts["msgstr"])


@cache
def entries(path: Path) -> list[Entry]:
    """Return what this .po file says, without its header, fuzzy and retired entries."""
    if not path.exists():
        return []
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    found = [entry(block) for block in blocks if not re.search(r"^#,.*\bfuzzy\b", block, re.M)]
    return [each for each in found if each.one]


def translated(path: Path) -> set[tuple[str, str, str]]:
    return {each[:3] for each in entries(path) if each.chinese}


def english(domain: str) -> set[tuple[str, str, str]]:
    files = [WAGTAIL / room / "locale/en/LC_MESSAGES" / f"{domain}.po" for room in ROOMS]
    return {each[:3] for path in files for each in entries(path)}


def still_english(domain: str) -> list[tuple[str, str, str]]:
    found = set()
    for room in ROOMS:
        folder = WAGTAIL / room / "locale"
        wanted = {each[:3] for each in entries(folder / f"en/LC_MESSAGES/{domain}.po")}
        found |= wanted - translated(folder / f"zh_Hans/LC_MESSAGES/{domain}.po")
    return sorted(found - translated(OURS / f"{domain}.po"))


def losses(each: Entry) -> bool:
    """Tell whether the Chinese lost, changed or invented a name or a tag."""
    return sorted(FIXED.findall(each.many or each.one)) != sorted(FIXED.findall(each.chinese))


def test_reader_knows_contexts_plurals_long_lines_and_what_is_not_settled(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: zh_Hans\\n"\n\n'
        '#, python-format\nmsgctxt "tree"\nmsgid "%(n)s leaf"\nmsgid_plural "%(n)s leaves"\n'
        'msgstr[0] ""\n"%(n)s片"\n"\\"叶\\""\n\n'
        '#, fuzzy, python-format\nmsgid "guess"\nmsgstr "猜"\n\n'
        '#~ msgid "old"\n#~ msgstr "旧"\n',
        encoding="utf-8",
    )
    assert entries(path) == [Entry("tree", "%(n)s leaf", "%(n)s leaves", '%(n)s片"叶"')]


@PINNED
@pytest.mark.parametrize("domain", DOMAINS)
def test_wagtail_has_no_english_left(domain):
    assert len(english(domain)) > 50  # Wagtail ships the files this is about
    assert still_english(domain) == []


@PINNED
@pytest.mark.parametrize("domain", DOMAINS)
def test_we_translate_only_what_wagtail_says(domain):
    assert sorted(translated(OURS / f"{domain}.po") - english(domain)) == []


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_entry_is_translated_once_with_its_names_and_tags(domain):
    ours = entries(OURS / f"{domain}.po")
    assert [each.one for each in ours if not each.chinese] == []
    assert len({each[:2] for each in ours}) == len(ours)
    assert [each for each in ours if losses(each)] == []


@pytest.mark.parametrize(
    "chinese",
    [
        "%(title)已移动",
        "<b>%(title)s</b>已移动",
        "“%(tilte)s”已移动",
        "已移动",
        "%(title)s%(title)s",
    ],
)
def test_planted_loss_is_noticed(chinese):
    assert losses(Entry("", "%(title)s moved", "", chinese))


@pytest.mark.parametrize("domain", DOMAINS)
def test_compiled_catalogue_says_what_the_text_says(domain):
    with (OURS / f"{domain}.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    said = {key: words for key, words in compiled._catalog.items() if key}
    written = {}
    for each in entries(OURS / f"{domain}.po"):
        key = f"{each.context}\x04{each.one}" if each.context else each.one
        written[(key, 0) if each.many else key] = each.chinese
    assert said == written


def test_page_that_cannot_be_created_says_so_in_chinese(db):
    address = reverse("wagtailadmin_pages:add", args=["pages", "standardpage", home_page().pk])
    form = {"title": "", "slug": "", "body": streamfield([]), "comments": inline_formset([])}
    shown = an_admin().post(address, nested_form_data(form)).text
    assert "有内容填写有误，页面尚未创建。" in shown
    assert "前往第一处错误" in shown
    assert "validation errors" not in shown


def test_scripts_of_the_admin_get_our_words_too(db):
    script = an_admin().get(reverse("wagtailadmin_javascript_catalog")).text
    words = "更改已自动保存。".encode("unicode_escape").decode()
    assert words in script


@pytest.mark.parametrize(("english", "chinese"), [("live", "已上线"), ("Usage count", "使用次数")])
def test_our_word_wins_over_wagtails(english, chinese):
    assert translation.gettext(english) == chinese
