"""清单: a line for every branch of a bundle, those left out with the reason."""

import csv
import io
from collections.abc import Iterator

from cms.printing.bundles.chunks import DoneChunk, Line
from cms.printing.bundles.names import plain_cell

COLUMNS = (
    "机构号", "网点", "文件", "起始页", "结束页", "页数", "字节", "sha256", "状态", "原因",
)  # fmt: skip
MADE, LEFT_OUT = "已做", "没做"


def lines_of(chunks: list[DoneChunk]) -> Iterator[Line]:
    return (line for chunk in chunks for line in chunk.lines)


def of_files(chunks: list[DoneChunk]) -> bytes:
    """Return the manifest of a ZIP: size and hash are those of each branch's own file."""
    return _csv(
        _left_out(line)
        if line.reason
        else (line.code, line.name, line.file, 1, line.pages, line.pages, line.size,
              line.sha256, MADE, "")
        for line in lines_of(chunks)
    )  # fmt: skip


def of_pages(chunks: list[DoneChunk], file: str, size: int, sha256: str) -> bytes:
    """Return the manifest of a merged PDF: which pages are whose; size and hash are the whole's."""
    return _csv(
        _left_out(line)
        if line.reason
        else (line.code, line.name, file, first, first + line.pages - 1, line.pages, size,
              sha256, MADE, "")
        for line, first in with_first_page(chunks)
    )  # fmt: skip


def has_backs(chunks: list[DoneChunk]) -> bool:
    """Return whether a branch's paper has two sides; a branch with one then gets an empty back."""
    return any(line.pages > 1 for line in lines_of(chunks))


def with_first_page(chunks: list[DoneChunk]) -> Iterator[tuple[Line, int]]:
    """Yield each line with the page its branch begins on; 1 is the first."""
    page, two_sided = 1, has_backs(chunks)
    for line in lines_of(chunks):
        yield line, page
        page += line.pages + (line.pages % 2 if two_sided else 0)


def _left_out(line: Line) -> tuple:
    return line.code, line.name, "", "", "", "", "", "", LEFT_OUT, line.reason


def _csv(rows: Iterator[tuple]) -> bytes:
    """With the mark by which Excel knows UTF-8; nothing in it can run there."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([plain_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue().encode("utf-8-sig")
