"""营业时间 — one field, its lines parted by 「；」, as the imprint sets them."""

import re


def hours_lines(hours: str) -> list[str]:
    """Return the lines of a branch's hours; empty ones are left out."""
    return [line.strip() for line in re.split(r"[；;\n]", hours) if line.strip()]
