"""What every typed input begins with: title and hotlines, checked before paper is touched."""

from dataclasses import asdict, dataclass

from cms.printing.parts import Hotline, read_hotlines, read_text, title_words


@dataclass(frozen=True)
class PrintInput:
    """What a template is told of an edition: the same whichever branch prints it."""

    title: str
    title_words: tuple[str, ...]
    hotlines: tuple[Hotline, ...]

    def as_data(self) -> dict:
        """Plain JSON-able data for the template."""
        return asdict(self)


def read_heading(content: dict, *, title: int, hotlines: int) -> dict:
    """The fields of PrintInput, for titles and hotlines of at most so many characters and rows."""
    words = read_text(content, "title", "标题", most=title, least=1)
    return {
        "title": words,
        "title_words": title_words(words),
        "hotlines": read_hotlines(content, hotlines),
    }
