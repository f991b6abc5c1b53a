"""Text on its way into somebody's spreadsheet."""

import re

# A spreadsheet takes text that begins like this for a formula, wherever it came from.
FORMULA = re.compile(r"^\s*[=+\-@]|^[\t\r\n]")


def plain_text(value: object) -> object:
    """Return a CSV cell that no spreadsheet will run; what is not text stays as it is."""
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value
