"""Names of files that open on every computer, and cells that no spreadsheet runs."""

import re
import unicodedata
from collections.abc import Iterable

# Windows refuses these in a name; the wide forms look alike and are allowed.
FORBIDDEN = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}
# A spreadsheet takes text that begins like this for a formula, wherever it came from.
FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠]|^[\t\r\n]")


def safe_name(text: str) -> str:
    """Return the text as part of a file's name on Windows, macOS and Linux."""
    seen = (
        c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in INVISIBLE
    )
    return " ".join("".join(seen).translate(FORBIDDEN).split()).strip(". ")


def file_names(branches: Iterable[tuple[str, str]], edition_code: str) -> list[str]:
    """Return "<code>-<name>-<edition>.pdf" for each (code, name); no two alike on any system."""
    taken: set[str] = set()
    names = []
    for code, name in branches:
        plain = "-".join(filter(None, (safe_name(code), safe_name(name), safe_name(edition_code))))
        given, turn = plain, 2
        while given.casefold() in taken:
            given, turn = f"{plain}-{turn}", turn + 1
        taken.add(given.casefold())
        names.append(f"{given}.pdf")
    return names


def plain_cell(text: str) -> str:
    """Return a CSV cell that no spreadsheet will run."""
    return f"'{text}" if FORMULA.match(text) else text
