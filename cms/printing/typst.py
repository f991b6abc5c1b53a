"""The only module that imports typst: data in, the same bytes out every time.

Templates are code and live in the repository. Words from people travel only as JSON,
so nothing an editor writes can become markup.
"""

import functools
import json
import logging
import re
import threading
import unicodedata
from dataclasses import asdict
from datetime import datetime

import typst

from cms.printing import templates
from cms.printing.finish import finish
from cms.printing.options import PrintOptions
from cms.printing.root import folder, with_files
from cms.printing.script import in_script, in_simplified
from cms.printing.templates import Sources

logger = logging.getLogger(__name__)

# What the first family has not got is looked for in the others: 𠮷 and other rare names.
FAMILIES = ("Noto Sans SC", "Noto Sans TC", "Noto Sans JP")
GLYPHS = "glyphs.typ"
STANDARDS = ["a-2u", "ua-1"]
# More branches than this in one file are many: worth forgetting, and not packed.
MANY = 20

# Templates stop with assert(message: "PRINT:…") or panic("PRINT:…"); what follows is for people.
OUR_WORDS = re.compile(r"^(?:assertion failed|panicked with): PRINT:(?P<words>.*)$", re.DOTALL)
NO_GLYPH = re.compile(r'the text `"(?P<text>.+?)"` could not be displayed')
CODE_POINT = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


class PrintError(Exception):
    """Something cannot go on paper; str() is a sentence in Chinese for the person who asked."""


class MissingGlyphError(PrintError):
    """A character our fonts cannot draw. Better no page than a page with an empty box."""

    def __init__(self, characters: str):
        self.characters = characters
        shown = "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in characters)
        super().__init__(f"字库里没有“{shown}”这个字，请改用别的写法。")


class TooLongError(PrintError):
    """A panel or row holds more words than the paper has room for."""


class TemplateError(PrintError):
    """The template itself is broken: our fault, not the editor's."""


@functools.cache
def fonts() -> typst.Fonts:
    """Read once a process: sharing them makes a leaflet 1.6 times cheaper."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in templates.font_folders()],
    )


_thread = threading.local()


def _compiler() -> typst.Compiler:
    """One a thread: a Compiler used by two at once raises "Already borrowed"."""
    root = str(folder())
    if getattr(_thread, "root", None) != root:
        _thread.compiler, _thread.root = typst.Compiler(root=root, font_paths=fonts()), root
    return _thread.compiler


def compile_pdf(
    template: str,
    content: dict,
    imprints: list[dict],
    options: PrintOptions,
    *,
    timestamp: datetime | int,
    sources: Sources | None = None,
) -> bytes:
    """The finished PDF: PDF/A-2u and PDF/UA-1, printed at true size, identical every time.

    One imprint makes one branch's file; many make one file in which branch follows branch, far
    cheaper for each. `sources` are those of an older template set; today's if none are given.
    """
    files = _files(template, content, imprints, options, sources)
    pdf, warnings = _run(files, template, timestamp, format="pdf", pdf_standards=STANDARDS)
    for warning in warnings:
        logger.warning("%s: %s", template, warning)
    is_for_many = len(imprints) > MANY
    if is_for_many:
        _forget()
    return finish(pdf, press=options.press, pack=not is_for_many)


def compile_png(
    template: str,
    content: dict,
    imprints: list[dict],
    options: PrintOptions,
    *,
    timestamp: datetime | int,
    ppi: float = 72,
    sources: Sources | None = None,
) -> list[bytes]:
    """One picture a page. The PDF is made first: only it notices a missing glyph."""
    files = _files(template, content, imprints, options, sources)
    _run(files, template, timestamp, format="pdf", pdf_standards=STANDARDS)
    pages, _ = _run(files, template, timestamp, format="png", ppi=ppi)
    return [pages] if isinstance(pages, bytes) else pages


def missing_characters(text: str) -> str:
    """Return the characters of a text that our fonts cannot draw, each once."""
    wanted = {c for c in text if not c.isspace() and not unicodedata.category(c).startswith("C")}
    missing = ""
    while wanted:
        try:
            said = {"text": "".join(sorted(wanted))}
            files = _files(GLYPHS, said, [], PrintOptions(), None)
            _run(files, GLYPHS, 0, format="pdf", pdf_standards=STANDARDS)
        except MissingGlyphError as error:
            found = wanted & set(error.characters)
            if not found:
                raise
            missing += "".join(sorted(found))
            wanted -= found
        else:
            break
    return missing


def _files(
    template: str,
    content: dict,
    imprints: list[dict],
    options: PrintOptions,
    sources: Sources | None,
) -> dict[str, bytes]:
    """Everything typst may see. What differs from branch to branch stands in a file of its own.

    Data comes as files, not as sys.inputs: those are part of the standard library, and another
    library makes typst forget every paragraph it has set for the branch before.
    """
    script = options.script
    said = {"content": with_files(content), "imprints": imprints, "options": asdict(options)}
    return {
        **_sources_for(template, script, sources),
        **{f"{name}.json": _json(in_script(value, script)) for name, value in said.items()},
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def _sources_for(template: str, script: str, sources: Sources | None) -> dict[str, bytes]:
    """main.typ, and what the folder has not got: another day's sources, or another script's."""
    main = {"main.typ": f'#include "/{template}"'.encode()}
    if sources is None and script == "hans":
        return main
    chosen = templates.current_sources() if sources is None else sources
    needed = {name: text for name, text in chosen.items() if name.startswith("common/")}
    needed[template] = chosen[template]
    return main | {name: str(in_script(text, script)).encode() for name, text in needed.items()}


def _run(
    files: dict[str, bytes], template: str, timestamp: datetime | int, **wanted: object
) -> tuple:
    seconds = timestamp if isinstance(timestamp, int) else int(timestamp.timestamp())
    try:
        return _compiler().compile_with_warnings(files, timestamp=seconds, **wanted)
    except typst.TypstError as error:
        raise _in_plain_words(error, template) from error


def _forget() -> None:
    """Let go of what was set for many branches: 2 MB for each of them.

    Typst keeps everything for ten compiles, lest a later one wants it again. Five empty ones from
    one file for many to the next come short of ten for what the files share, with a few between;
    what they do not share is gone when the third begins.
    """
    for _ in range(5):
        _compiler().compile({"main.typ": b""}, format="pdf")


def _in_plain_words(error: typst.TypstError, template: str) -> PrintError:
    if ours := OUR_WORDS.match(error.message):
        return TooLongError(in_simplified(ours["words"]))
    if missing := NO_GLYPH.search(error.message):
        text = CODE_POINT.sub(lambda found: chr(int(found[1], 16)), missing["text"])
        return MissingGlyphError(text)
    logger.error("%s: %s", template, error.diagnostic)
    return TemplateError("版式出了问题，这一张暂时印不出来，请告诉系统管理员。")
