"""Words out of Chinese text. Pure: knows neither Django nor any page type.

Databases split text at spaces and Chinese has none, so the same functions cut what goes into the
index and what a reader types. After a change of dictionary.txt or stop_words.txt the index has to
be built again (`manage.py update_index`).
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import opencc
import rjieba

HERE = Path(__file__).parent
# Above any word of rjieba's own, so that a word of ours is never cut in two.
OWN_FREQUENCY = 100_000
# PostgreSQL refuses queries for words of more than 2,046 bytes.
LONGEST_WORD = 40

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
IS_HAN = re.compile(rf"[{HAN}]")
# 3·15 is said and typed as 315.
DOT_IN_NUMBER = re.compile(r"(?<=\d)[·•・](?=\d)")


def read_lines(name: str) -> list[str]:
    """Return the words of a list beside this file: one a line, # begins a comment."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    return frozenset(read_lines("stop_words.txt"))


@lru_cache(maxsize=1)
def cutter() -> rjieba.Jieba:
    """Return rjieba with our own words. Loading takes 0.6 s, so it waits for the first text."""
    jieba = rjieba.Jieba()
    for word in read_lines("dictionary.txt"):
        jieba.add_word(word, OWN_FREQUENCY, "n")
    return jieba


@lru_cache(maxsize=1)
def simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def normalise(text: str) -> str:
    """Return the text as it is compared: one width, small letters, simplified characters."""
    # OpenCC ends at a NUL, and half a surrogate pair cannot be stored at all.
    clean = text.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
    plain = unicodedata.normalize("NFKC", clean).lower()
    return DOT_IN_NUMBER.sub("", simplifier().convert(plain))


def runs(text: str) -> list[str]:
    """Return the unbroken runs of Han characters, and of letters and digits, in order."""
    return RUN.findall(normalise(text))


def is_han(run: str) -> bool:
    return bool(IS_HAN.match(run))


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of characters: 养老诈骗 gives 养老, 老诈, 诈骗."""
    return [run[i : i + 2] for i in range(len(run) - 1)]


def words(text: str) -> list[str]:
    """Return the words of a text in order, whole words only and without stop words."""
    found: list[str] = []
    for run in runs(text):
        found += cutter().cut(run) if is_han(run) else [run[:LONGEST_WORD]]
    return [word for word in found if word not in stop_words()]


def shorter_words(word: str) -> list[str]:
    """Return the dictionary's words inside a long word: 养老诈骗 gives 养老, 诈骗."""
    return [part for part in cutter().cut_for_search(word) if part != word and len(part) > 1]


def parts(word: str) -> list[str]:
    """Return pieces that together make the word: its shorter words, or else its pairs.

    A text that writes 养老的诈骗, or that was cut differently, holds the pieces and not the word.
    """
    if len(word) < 3 or not is_han(word):
        return []
    inside = shorter_words(word)
    covered = {i for part in inside for i in range(word.find(part), word.find(part) + len(part))}
    return inside if len(covered) == len(word) else pairs(word)


def index_words(text: str) -> list[str]:
    """Return what the index holds of running text: words, words in words and their pairs."""
    found: list[str] = []
    for word in words(text):
        found.append(word)
        if len(word) > 2 and is_han(word):
            found += dict.fromkeys([*shorter_words(word), *pairs(word)])
    return found


def index_short_text(text: str) -> list[str]:
    """Return what the index holds of a title or summary: also characters, and pairs across words.

    Pairs of whole bodies would double the index and win 0.02 of nDCG.
    """
    found = index_words(text)
    known = stop_words().union(found)
    across = [piece for run in runs(text) if is_han(run) for piece in [*run, *pairs(run)]]
    return found + [piece for piece in dict.fromkeys(across) if piece not in known]


def index_beginnings(text: str) -> list[str]:
    """Return what the index of half-typed words holds: pairs, and the last character of a run.

    So every character begins something: 养 and 养老 both find 养老诈骗.
    """
    found: list[str] = []
    for run in runs(text):
        found += [*pairs(run), run[-1]] if is_han(run) else [run[:LONGEST_WORD]]
    return list(dict.fromkeys(found))
