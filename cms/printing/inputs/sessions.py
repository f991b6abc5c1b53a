"""活动海报、计数单 — the papers of one session, and the imprint that ties them to it."""

from dataclasses import dataclass, replace

from cms.printing.inputs.content import PrintInput, read_heading
from cms.printing.inputs.imprint import Imprint, imprint_for
from cms.printing.options import PrintOptions
from cms.printing.parts import ReadPicture, read_dict, read_list, read_text
from cms.printing.qr import branch_address, plain_branch_address, qr_svg

MOST_EDITIONS = 6


def session_imprint(
    branch: object, session: object, *, public_url: str, bank_name: str = ""
) -> Imprint:
    """The branch's imprint on a session's paper, where the session's code is the edition's.

    There is no material behind it and so no spoken code. Its QR leads to the branch's own page,
    and ends in the session's code for whoever scans a tally sheet.
    """
    plain = imprint_for(branch, session, public_url=public_url, bank_name=bank_name)
    address = f"{branch_address(public_url, branch.code)}#{session.code}"
    return replace(
        plain,
        qr_svg=qr_svg(address),
        scan_url=address,
        plain_address=plain_branch_address(public_url, branch.code),
        spoken_code="",
        issued_on="",
    )


@dataclass(frozen=True)
class SessionInput(PrintInput):
    """When and where, in words as people say them."""

    code: str
    place: str
    day: str
    weekday: str
    time: str
    lunar: str

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "SessionInput":
        return cls(**read_session(content))


@dataclass(frozen=True)
class EventNoticeInput(SessionInput):
    kind_label: str
    summary: str
    what_to_bring: str

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "EventNoticeInput":
        return cls(
            **read_session(content),
            kind_label=read_text(content, "kind_label", "栏目名", most=12),
            summary=read_text(content, "summary", "内容", most=120),
            what_to_bring=read_text(content, "what_to_bring", "请带上", most=60),
        )


@dataclass(frozen=True)
class TalliedEdition:
    code: str
    title: str


@dataclass(frozen=True)
class TallySheetInput(SessionInput):
    editions: tuple[TalliedEdition, ...]

    @classmethod
    def from_content(
        cls, content: dict, options: PrintOptions, read_picture: ReadPicture
    ) -> "TallySheetInput":
        return cls(**read_session(content), editions=read_editions(content))


def read_session(content: dict) -> dict:
    return {
        **read_heading(content, title=40, hotlines=0),
        "code": read_text(content, "code", "场次码", most=20, least=1),
        "place": read_text(content, "place", "地点", most=80, least=1),
        "day": read_text(content, "day", "日期", most=20, least=1),
        "weekday": read_text(content, "weekday", "星期", most=4, least=1),
        "time": read_text(content, "time", "时间", most=30, least=1),
        "lunar": read_text(content, "lunar", "农历", most=24),
    }


def read_editions(content: dict) -> tuple[TalliedEdition, ...]:
    rows = []
    for place, value in enumerate(read_list(content, "editions", "折页", most=MOST_EDITIONS), 1):
        row, name = read_dict(value, f"第 {place} 种折页"), f"第 {place} 种折页的"
        rows.append(
            TalliedEdition(
                code=read_text(row, "code", f"{name}版次", most=20, least=1),
                title=read_text(row, "title", f"{name}名称", most=40, least=1),
            )
        )
    return tuple(rows)
