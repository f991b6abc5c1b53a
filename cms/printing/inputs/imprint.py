"""网点落款 — the branch's own block, the same on every kind of paper."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, timezone

from cms.branches.hours import hours_lines
from cms.printing.parts import read_text, read_texts
from cms.printing.qr import plain_address, qr_svg, scan_url

CHINA = timezone(timedelta(hours=8))  # one zone and no summer time: no tz database needed


@dataclass(frozen=True)
class Imprint:
    """Whose paper this is, which edition, until when, and the way to the newest one."""

    bank_name: str
    branch_name: str
    address: str
    phone: str
    hours: tuple[str, ...]
    qr_svg: str
    scan_url: str
    plain_address: str
    spoken_code: str
    edition_code: str
    issued_on: str
    valid_until: str

    def as_data(self) -> dict:
        return asdict(self)


def _day(value: date | datetime | None) -> date | None:
    if isinstance(value, datetime):
        return (value.astimezone(CHINA) if value.tzinfo else value).date()
    return value


def day_in_words(value: date | datetime | None) -> str:
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def imprint_for(
    branch: object, edition: object, *, public_url: str, bank_name: str = ""
) -> Imprint:
    """The imprint of this branch on this edition. An empty address or phone leaves no gap.

    Nothing here asks a model: an edition and a branch are read by their plain attributes.
    """
    said = {key: getattr(branch, key, "") for key in ("name", "address", "phone")}
    hours = hours_lines(getattr(branch, "hours", "") or "")
    spoken_code = edition.code.split("-")[0]
    address = scan_url(public_url, edition.code, branch.code)
    return Imprint(
        bank_name=read_text({"name": bank_name}, "name", "银行名称", most=30),
        branch_name=read_text(said, "name", "网点名称", most=40, least=1),
        address=read_text(said, "address", "网点地址", most=80),
        phone=read_text(said, "phone", "网点电话", most=40),
        hours=read_texts({"hours": hours}, "hours", "营业时间", most=4, longest=40),
        qr_svg=qr_svg(address),
        scan_url=address,
        plain_address=plain_address(public_url, spoken_code),
        spoken_code=spoken_code,
        edition_code=edition.code,
        issued_on=day_in_words(edition.issued_at),
        valid_until=day_in_words(edition.valid_until),
    )
