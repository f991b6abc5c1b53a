"""The starter texts as they go on paper, without a database: what an edition would freeze."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from campaigns.demo import content
from cms.printing.inputs import imprint_for
from cms.printing.layouts import Layout, layouts_for
from cms.printing.options import PrintOptions
from cms.printing.typst import compile_pdf

PUBLIC_URL = "https://mingyan.example"
ISSUED_AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
BRANCHES = [
    SimpleNamespace(**{**row, "hours": row["hours"].replace("；", "\n")})
    for row in content.branch_rows()
]
LONGEST = max(BRANCHES, key=lambda branch: len(branch.name))
BANK_NAME = BRANCHES[0].name


def hotlines() -> list[dict]:
    facts = {row["key"]: row for row in content.read("facts")["fact"]}
    two = (facts["hotline-110"], facts["hotline-96110"])
    return [{"number": f["value"], "name": f["label"], "note": f["note"]} for f in two]


def picture(data: dict) -> dict | None:
    path = content.picture_path(data["slug"])
    return {"file": str(path), "alt": data["picture_alt"]} if path else None


def sheet(kind_label: str, data: dict, sections: list[dict], drawing: dict | None) -> dict:
    return {
        "layout_family": "sheet",
        "kind_label": kind_label,
        "title": data["title"],
        "summary": data["summary"],
        "sections": sections,
        "pictures": [drawing] if drawing else [],
        "hotlines": hotlines(),
    }


def tip(data: dict) -> dict:
    sections = [
        {"role": "hear", "heading": "骗子会这样说", "items": data["how_it_sounds"]},
        {"role": "see", "heading": "这样识破", "items": data["how_to_see_through"]},
        {"role": "do", "heading": "现在就做", "items": data["what_to_do"]},
        {"role": "story", "heading": "情景故事", "items": [data["story"]]},
    ]
    return sheet("反诈小贴士", data, sections, picture(data))


def step_sheet() -> dict:
    data = content.read("video/mingyan-shake")
    steps = [f"{g['name']}：{g['how']}" for g in data["gesture"]]
    poster = content.CONTENT / "video" / "mingyan-shake-poster.jpg"
    return sheet(
        "跟我做",
        data,
        [{"role": "steps", "heading": "一步一步跟着做", "items": steps}],
        {"file": str(poster), "alt": data["poster_alt"]},
    )


def leaflet(data: dict) -> dict:
    keys = ("series", "title", "subtitle", "cover_lines", "panels", "back")
    own = {key: data[key] for key in keys}
    return {"layout_family": "leaflet", **own, "cover_picture": picture(data),
            "hotlines": hotlines()}  # fmt: skip


def poster(data: dict) -> dict:
    if "rows" in data:
        rows = [row["text"] for row in data["rows"]]
        own = {"layout_family": "eye_chart", "rows": rows, "paper": "a3", "distance_m": 3}
    else:
        own = {key: data[key] for key in ("items", "footer")} | {"layout_family": "poster"}
    return {"title": data["title"], "subtitle": data["subtitle"], **own, "hotlines": hotlines()}


def tips() -> dict[str, dict]:
    folders = ("tips", "branch_tips")
    return {data["slug"]: tip(data) for folder in folders for data in content.read_all(folder)}


def leaflets() -> dict[str, dict]:
    return {data["slug"]: leaflet(data) for data in content.read_all("leaflets")}


def posters() -> dict[str, dict]:
    return {data["slug"]: poster(data) for data in content.read_all("posters")}


def layout_of(printed_content: dict) -> Layout:
    return layouts_for(SimpleNamespace(printed_content=printed_content))[0]


def read_picture(name: str) -> bytes:
    with open(name, "rb") as file:
        return file.read()


def pdf_for(printed_content: dict, branch: SimpleNamespace, layout: Layout | None = None) -> bytes:
    """This content on its usual paper, or in another layout, for this branch."""
    layout = layout or layout_of(printed_content)
    edition = SimpleNamespace(code="017-1", issued_at=ISSUED_AT, valid_until=date(2028, 12, 31))
    imprint = imprint_for(branch, edition, public_url=PUBLIC_URL, bank_name=BANK_NAME)
    options = layout.settle(PrintOptions(), printed_content)
    content = layout.build_input(printed_content, options, read_picture).as_data()
    given = (layout.template, content, [imprint.as_data()], options)
    return compile_pdf(*given, timestamp=ISSUED_AT)
