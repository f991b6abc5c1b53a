"""Text and figures on their way into somebody's spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

# A spreadsheet takes text that begins like this for a formula, wherever it came from.
FORMULA = re.compile(r"^\s*[=+\-@]|^[\t\r\n]")


def plain_text(value: object) -> object:
    """Return a CSV cell that no spreadsheet will run; what is not text stays as it is."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def as_csv(rows: Iterable[Sequence]) -> bytes:
    """Return the rows, headings first, as UTF-8 with the mark by which Excel knows it."""
    text = io.StringIO()
    csv.writer(text).writerows([plain_text(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, rows: Iterable[Sequence], widths: Sequence[int]) -> bytes:
    """Return a workbook of the rows, headings first; text is never taken for a formula.

    `widths` are the columns', in characters.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = title
    sheet.freeze_panes = "C2"
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()
