"""What a print shop's machines read: which of a page is cut off, and how far colour goes beyond."""

import pikepdf

POINTS_IN_MM = 72 / 25.4
BLEED_MM = 3


def name_bleed(document: pikepdf.Pdf) -> None:
    """Give every page its BleedBox: 3 mm beyond the TrimBox, which typst has set.

    Typst calls all that lies round the trimmed page its bleed; marks stand there too.
    """
    for page in document.pages:
        left, bottom, right, top = (float(side) for side in page.trimbox)
        more = BLEED_MM * POINTS_IN_MM
        page.bleedbox = [
            round(side, 4) for side in (left - more, bottom - more, right + more, top + more)
        ]
