"""What a reader of an old sheet is told: how the new one differs. Knows no database."""

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

MOST_ITEMS = 6
LONGEST_QUOTE = 32
# Two lines this alike are one line that was reworded.
ALIKE = 0.55
# How a sheet is drawn, or what is told in words of its own: not lines that people read.
NOT_LINES = frozenset(
    {"layout_family", "kind_label", "role", "file", "alt", "paper", "title", "hotlines"}
)


def changes_between(old: dict, new: dict) -> list[str]:
    """Return in Chinese what changed between two printed contents, the weightiest first.

    At most six sentences; the last one counts what had no room. [] when readers would see
    the same words.
    """
    found = [
        *_hotlines(old, new),
        *_title(old, new),
        *_lines(_texts(old), _texts(new)),
        *_pictures(old, new),
    ]
    if len(found) <= MOST_ITEMS:
        return found
    shown = found[: MOST_ITEMS - 1]
    return [*shown, f"还有 {len(found) - len(shown)} 处改动，请看新版。"]


def _quote(text: str) -> str:
    said = text.rstrip("。")
    short = said if len(said) <= LONGEST_QUOTE else f"{said[: LONGEST_QUOTE - 1]}…"
    # A quotation inside a quotation takes the inner marks.
    return f"“{short.translate(str.maketrans('“”', '‘’'))}”"


def _hotlines(old: dict, new: dict) -> list[str]:
    before = {h["name"]: h["number"] for h in old.get("hotlines", [])}
    after = {h["name"]: h["number"] for h in new.get("hotlines", [])}
    found = []
    for name, number in after.items():
        if name not in before:
            found.append(f"加印了{name} {number}。")
        elif before[name] != number:
            found.append(f"{name}改为 {number}，原来的 {before[name]} 不再用。")
    gone = [name for name in before if name not in after]
    return found + [f"不再印{name} {before[name]}。" for name in gone]


def _title(old: dict, new: dict) -> list[str]:
    if old.get("title") == new.get("title"):
        return []
    return [f"标题改为《{new.get('title', '')}》。"]


def _texts(value: object) -> list[str]:
    """Return every line that people read, in the order of the sheet."""
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, dict):
        return [t for key, v in value.items() if key not in NOT_LINES for t in _texts(v)]
    return [t for v in value for t in _texts(v)] if isinstance(value, list) else []


def _without(texts: list[str], others: Iterable[str]) -> list[str]:
    """Return the lines that the others lack; a line said twice counts twice."""
    left = Counter(others)
    missing = []
    for text in texts:
        if left[text]:
            left[text] -= 1
        else:
            missing.append(text)
    return missing


def _lines(old: list[str], new: list[str]) -> list[str]:
    gone, come = _without(old, new), _without(new, old)
    reworded = []
    for text in come:
        before = max(gone, key=lambda other: _likeness(other, text), default="")
        if before and _likeness(before, text) >= ALIKE:
            gone.remove(before)
            reworded.append((before, text))
    added = _without(come, [text for _, text in reworded])
    return [
        *(f"{_quote(before)}改成{_quote(after)}。" for before, after in reworded),
        *(f"新加了{_quote(text)}。" for text in added),
        *(f"去掉了{_quote(text)}。" for text in gone),
    ]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _files(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [value["file"]] if isinstance(value.get("file"), str) else []
        return own + [f for v in value.values() for f in _files(v)]
    return [f for v in value for f in _files(v)] if isinstance(value, list) else []


def _pictures(old: dict, new: dict) -> list[str]:
    return ["换了插图。"] if sorted(_files(old)) != sorted(_files(new)) else []
