"""Reading a table of branches and judging each of its rows. Writes nothing."""

import csv
import io
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from cms.branches.enums import RANK, BranchKind
from cms.branches.models import Branch, fault_of_bank_name

# Each column by every heading we know it under; the first is how we name it to people.
HEADINGS = {
    "code": ("机构号", "code"),
    "name": ("名称", "name", "机构名称"),
    "short_name": ("简称", "short_name"),
    "kind": ("层级", "kind"),
    "parent": ("上级机构号", "parent", "parent_code", "上级机构"),
    "district": ("所在区", "district"),
    "address": ("地址", "address"),
    "phone": ("电话", "phone"),
    "hours": ("营业时间", "hours"),
}
REQUIRED = ("code", "name", "kind", "parent")
COLUMN_OF = {heading: column for column, known in HEADINGS.items() for heading in known}
KIND_OF = {word: kind for kind in BranchKind for word in (kind.value, kind.label)}
DETAILS = ("short_name", "district", "address", "phone", "hours")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"


class TableError(Exception):
    """A file that is no table of branches; str() says in Chinese what to do."""


@dataclass(frozen=True)
class Row:
    number: int
    values: dict[str, str]

    @property
    def code(self) -> str:
        return self.values["code"]

    @property
    def parent(self) -> str:
        return self.values["parent"]

    @property
    def kind(self) -> BranchKind | None:
        return KIND_OF.get(self.values["kind"])

    def details(self) -> dict[str, str]:
        """Return the columns that the file has; one it lacks leaves the branch as it is."""
        return {name: self.values[name] for name in DETAILS if name in self.values}


@dataclass(frozen=True)
class BadRow:
    number: int
    code: str
    reason: str

    def __str__(self) -> str:
        return f"第 {self.number} 行（{self.code or '没有机构号'}）：{self.reason}"


@dataclass(frozen=True)
class Table:
    rows: list[Row]
    ignored: list[str]


@dataclass(frozen=True)
class Place:
    """Where a branch stands: what it is and under whom."""

    kind: BranchKind
    parent: str


# ── from a file to rows ──────────────────────────────────────────────────────────────────


def read_table(path: Path) -> Table:
    """Return the rows of a CSV or XLSX file. Raises TableError, with words, for anything else."""
    if not path.exists():
        raise TableError(f"找不到文件 {path}。请核对文件名和位置。")
    if not path.is_file():
        raise TableError(f"{path} 不是文件。请写一个 .csv 或 .xlsx 文件。")
    data = path.read_bytes()
    if data.startswith(OLD_EXCEL):
        raise TableError("这是旧版 Excel 文件（.xls）。请另存为 .xlsx 或 .csv 再导入。")
    lines = _xlsx_lines(data) if data.startswith(ZIP) else _csv_lines(data)
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise TableError("文件是空的。第一行应当是表头，下面每行一家机构。")
    return _table(filled[0][1], filled[1:])


def _xlsx_lines(data: bytes) -> list[tuple[int, list[str]]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = [[_cell(c) for c in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise TableError("这个文件不是 Excel 表格，或者已经损坏。") from error
    return list(enumerate(rows, start=1))


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _csv_lines(data: bytes) -> list[tuple[int, list[str]]]:
    text = _text(data)
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise TableError("这个文件不是表格：有一行读不懂。请另存为 CSV（UTF-8）再导入。") from error


def _text(data: bytes) -> str:
    """Return the text of UTF-8 (with BOM or without), UTF-16 with BOM, or Chinese Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise TableError("这个文件不是表格。请用 .csv（UTF-8 或 GBK）或 .xlsx 文件。")


def _table(header: list[str], lines: list[tuple[int, list[str]]]) -> Table:
    columns = [COLUMN_OF.get(name.strip().lower()) for name in header]
    missing = [HEADINGS[name][0] for name in REQUIRED if name not in columns]
    if missing:
        wanted = "、".join(known[0] for known in HEADINGS.values())
        raise TableError(f"表头缺少：{'、'.join(missing)}。表头应当有：{wanted}。")
    twice = [HEADINGS[name][0] for name, n in Counter(c for c in columns if c).items() if n > 1]
    if twice:
        raise TableError(f"表头里“{twice[0]}”写了两次，请删去一列。")
    ignored = [name for name, column in zip(header, columns, strict=True) if name and not column]
    rows = [Row(number, _values(columns, cells)) for number, cells in lines]
    return Table(rows, ignored)


def _values(columns: list[str | None], cells: list[str]) -> dict[str, str]:
    padded = [*cells, *[""] * len(columns)]
    values = {c: cell for c, cell in zip(columns, padded, strict=False) if c}
    # Full-width digits and letters are a slip of the input method.
    for name in {"code", "parent", "phone"} & set(values):
        values[name] = unicodedata.normalize("NFKC", values[name])
    values["code"], values["parent"] = values["code"].upper(), values["parent"].upper()
    return values


# ── judging rows ─────────────────────────────────────────────────────────────────────────


def judge(
    rows: list[Row], standing: dict[str, Place], missing: frozenset[str] = frozenset()
) -> tuple[list[Row], list[BadRow]]:
    """Return the rows that can be saved, parents first, and the others with their reasons.

    `standing` is the tree as it is, by code; `missing` are characters that cannot be
    printed. A row whose parent's row is bad is bad too, unless the parent stands already.
    """
    reasons = _faults_alone(rows, missing)
    row_of = {row.code: row for row in rows if row.number not in reasons}
    while True:
        good = [row for row in row_of.values() if row.number not in reasons]
        final = standing | {row.code: Place(row.kind, row.parent) for row in good}
        # First who sinks below his own branches: their rows may be right once his is set aside.
        found = _broken_above(final, good) or {
            row.number: words for row in good if (words := _fault_of_place(row, final, rows))
        }
        if not found:
            break
        reasons |= found
    bad = [
        BadRow(row.number, row.code, reasons[row.number]) for row in rows if row.number in reasons
    ]
    return sorted(good, key=lambda row: RANK[row.kind]), bad


def _faults_alone(rows: list[Row], missing: frozenset[str]) -> dict[int, str]:
    """Return what is wrong with rows whatever the tree: duplicates and fields."""
    numbers: dict[str, list[int]] = {}
    for row in rows:
        numbers.setdefault(row.code, []).append(row.number)
    reasons = {}
    for row in rows:
        same = numbers[row.code]
        if row.code and len(same) > 1:
            where = "、".join(str(number) for number in same)
            reasons[row.number] = f"机构号 {row.code} 在第 {where} 行重复，请只留一行。"
        elif words := _fault_of_fields(row) or _fault_of_words(row, missing):
            reasons[row.number] = words
    return reasons


def fault_of_characters(value: str, missing: frozenset[str]) -> str:
    """Return what is wrong with words that hold a character paper cannot show, or ""."""
    found = "、".join(f"“{c}”" for c in dict.fromkeys(value) if c in missing)
    return f"印材料的字库里没有{found}这个字，请换成常用的写法，例如同音字或拼音。" if found else ""


def _fault_of_words(row: Row, missing: frozenset[str]) -> str:
    """Return why the imprint could not say what the row says."""
    if words := fault_of_bank_name(row.kind, row.values["name"]):
        return words
    for column, value in row.values.items():
        if words := fault_of_characters(value, missing):
            return f"{HEADINGS[column][0]}：{words}"
    return ""


def _fault_of_fields(row: Row) -> str:
    for name in ("code", "name", "kind"):
        if not row.values[name]:
            return f"缺{HEADINGS[name][0]}。"
    if row.kind is None:
        labels = "、".join(BranchKind.labels)
        return f"层级“{row.values['kind']}”看不懂，应当是{labels}之一。"
    for name in ("code", "name", *row.details()):
        field, value = Branch._meta.get_field(name), row.values[name]
        if len(value) > field.max_length:
            return f"{HEADINGS[name][0]}太长，最多 {field.max_length} 个字，现在 {len(value)} 个。"
        try:
            field.run_validators(value)
        except ValidationError as error:
            return " ".join(error.messages)
    if row.kind == BranchKind.HEAD_OFFICE and row.parent:
        return "总行没有上级机构，上级机构号应当空着。"
    if row.kind != BranchKind.HEAD_OFFICE and not row.parent:
        return "缺上级机构号。"
    return ""


def _fault_of_place(row: Row, final: dict[str, Place], rows: list[Row]) -> str:
    """Return why the row cannot stand where it wants to in the tree that would come of it."""
    if row.kind == BranchKind.HEAD_OFFICE:
        others = [c for c, p in final.items() if p.kind == row.kind and c != row.code]
        return f"总行只能有一个，已经有 {others[0]}。" if others else ""
    if circle := _circle(row.code, final):
        return f"上级机构绕成了圈：{' → '.join(circle)}。"
    above = final.get(row.parent)
    if above is None:
        broken = next((r.number for r in rows if r.code == row.parent), None)
        if broken:
            return f"上级机构 {row.parent} 在第 {broken} 行有错，先改好那一行。"
        return f"上级机构 {row.parent} 不存在：文件里没有，系统里也没有。"
    if RANK[above.kind] >= RANK[row.kind]:
        return f"{row.kind.label}不能放在{above.kind.label} {row.parent} 下面。"
    return ""


def _circle(code: str, final: dict[str, Place]) -> list[str]:
    """Return the codes from `code` up to itself again, or nothing."""
    walked = [code]
    while (place := final.get(walked[-1])) and place.parent:
        walked.append(place.parent)
        if place.parent == code:
            return walked
        if place.parent in walked[:-1]:
            return []  # a circle further up, which this row only hangs on
    return []


def _broken_above(final: dict[str, Place], good: list[Row]) -> dict[int, str]:
    """Return the rows that would leave a branch outside the file above its own kind."""
    number_of = {row.code: row.number for row in good}
    found = {}
    for code, place in final.items():
        above = final.get(place.parent)
        if code in number_of or above is None or RANK[above.kind] < RANK[place.kind]:
            continue
        if place.parent in number_of:
            found[number_of[place.parent]] = (
                f"下面还有{place.kind.label} {code}，不能改成{above.kind.label}。"
            )
    return found
