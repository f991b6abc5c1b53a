"""The starter content, published page by page through Wagtail, which issues the editions."""

from datetime import date

from django.core.files import File
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from campaigns.demo import content
from campaigns.demo.network import Team
from cms.branches.models import Branch, User
from cms.branches.queries import branch_by_code
from cms.facts.actions import save_fact
from cms.library.actions import save_topic
from cms.library.enums import MaterialKind
from cms.library.models import (
    HelpPage,
    LeafletPage,
    MaterialListPage,
    MaterialPage,
    PosterPage,
    TipPage,
    Topic,
    VideoPage,
)
from cms.pages.models import Picture

CREDIT = "明眼项目自绘"
APPROVAL = "示例审批 2026-{:03d} 号"


def save_facts(admin: User) -> None:
    for row in content.read("facts")["fact"]:
        days = {name: date.fromisoformat(row[name]) for name in ("checked_on", "check_by")}
        save_fact(user=admin, **{**row, **days})


def save_topics(admin: User) -> None:
    for order, row in enumerate(content.read("topics")["topic"], start=1):
        save_topic(user=admin, sort_order=order * 10, **row)


def picture(slug: str, alt: str, owner: User) -> Picture | None:
    """Return the drawing of this slug as a picture of the CMS, uploading it once."""
    path = content.picture_path(slug)
    if path is None:
        return None
    title = f"插图 {slug}"
    if found := Picture.objects.filter(title=title).first():
        return found
    with path.open("rb") as stream:
        return Picture.objects.create(
            title=title,
            description=alt,
            credit=CREDIT,
            uploaded_by_user=owner,
            file=ImageFile(stream, name=path.name),
        )


def lines(texts: list[str]) -> list[dict]:
    return [{"type": "line", "value": text} for text in texts]


def catalogue(data: dict, owner: Branch, writer: User, number: int) -> dict:
    """Return the fields that every material has."""
    alt = data.get("picture_alt", "")
    sources = [{"type": "source", "value": s} for s in data.get("sources", [])]
    return {
        "title": data["title"],
        "slug": data["slug"],
        "summary": data["summary"],
        "audience": data.get("audience", "everyone"),
        "owner_branch": owner,
        "picture": picture(data["slug"], alt, writer),
        "picture_alt": alt,
        "sources": sources,
        "approval_ref": APPROVAL.format(number),
        "valid_until": date(timezone.localdate().year + 2, 12, 31),
        "review_due": date(timezone.localdate().year + 1, 6, 30),
        "search_description": data["summary"],
    }


def question(data: dict) -> list[dict]:
    asked = data.get("question")
    if not asked:
        return []
    right = asked["options"][asked["answer"]]
    wrong = [option for option in asked["options"] if option != right]
    value = {"text": asked["text"], "right": right, "wrong": wrong, "why": asked["why"]}
    return [{"type": "question", "value": value}]


def tip_fields(data: dict) -> dict:
    return {
        "opening_line": data["opening_line"],
        "how_it_sounds": lines(data["how_it_sounds"]),
        "how_to_see_through": lines(data["how_to_see_through"]),
        "what_to_do": lines(data["what_to_do"]),
        "story": data.get("story", ""),
        "question": question(data),
    }


def leaflet_fields(data: dict) -> dict:
    return {
        "series": data["series"],
        "subtitle": data["subtitle"],
        "cover_lines": lines(data["cover_lines"]),
        "panels": [{"type": "panel", "value": panel} for panel in data["panels"]],
        "back": [{"type": "back", "value": data["back"]}],
    }


def poster_fields(data: dict) -> dict:
    if "rows" in data:
        chart = {"paper": data["paper"], "distance": str(data["distance_m"]), "rows": data["rows"]}
        body = {"type": "eye_chart", "value": chart}
    else:
        value = {"items": data["items"], "footer": data.get("footer", "")}
        body = {"type": "list_poster", "value": value}
    return {"subtitle": data.get("subtitle", ""), "body": [body]}


def publish(page: MaterialPage, parent: Page, data: dict, team: Team) -> None:
    """Put a page into the tree, written by one colleague and let out by another."""
    add_page(page, parent, team)
    page.topics.add(Topic.objects.get(slug=data["topic"]))
    page.tags.add(*data.get("tags", []))
    let_out(page, team)


def add_page(page: Page, parent: Page, team: Team) -> None:
    page.owner = team.writer
    parent.add_child(instance=page)
    log(page, "wagtail.create", user=team.writer)


def let_out(page: Page, team: Team) -> None:
    page.save_revision(user=team.writer, log_action=True).publish(user=team.approver)


def stored(folder: str, name: str) -> str:
    """Store one of the film's files where an upload would go; return its name there."""
    with (content.CONTENT / "video" / name).open("rb") as stream:
        return default_storage.save(f"{folder}/{name}", File(stream))


def video_page(data: dict, fields: dict) -> VideoPage:
    return VideoPage(
        **fields,
        video=stored("videos", "mingyan-shake.mp4"),
        captions=stored("captions", data["captions_file"]),
        length_seconds=data["length_seconds"],
        transcript="\n".join(data["transcript"]["paragraphs"]),
        steps=lines([f"{g['name']}：{g['how']}" for g in data["gesture"]]),
    )


def poster_frame(owner: User, alt: str) -> Picture:
    path = content.CONTENT / "video" / "mingyan-shake-poster.jpg"
    with path.open("rb") as stream:
        return Picture.objects.create(
            title="反诈明眼摇封面",
            description=alt,
            credit=CREDIT,
            uploaded_by_user=owner,
            file=ImageFile(stream, name=path.name),
        )


def publish_all(owner: Branch, team: Team) -> None:
    """Publish every tip, leaflet, poster and the video for the whole bank."""
    lists = {page.kind: page for page in MaterialListPage.objects.all()}
    kinds = [
        (MaterialKind.TIP, "tips", TipPage, tip_fields),
        (MaterialKind.LEAFLET, "leaflets", LeafletPage, leaflet_fields),
        (MaterialKind.POSTER, "posters", PosterPage, poster_fields),
    ]
    number = 0
    for kind, folder, model, own_fields in kinds:
        for data in content.read_all(folder):
            number += 1
            page = model(**catalogue(data, owner, team.writer, number), **own_fields(data))
            publish(page, lists[kind], data, team)
    data = content.read("video/mingyan-shake")
    fields = catalogue(data, owner, team.writer, number + 1)
    fields["picture"] = poster_frame(team.writer, data["poster_alt"])
    fields["picture_alt"] = data["poster_alt"]
    publish(video_page(data, fields), lists[MaterialKind.VIDEO], data, team)


def publish_branch_tips(team: Team) -> None:
    """Publish the tips that one branch owns: its subtree's only, with a longer code."""
    parent = MaterialListPage.objects.get(kind=MaterialKind.TIP)
    for number, data in enumerate(content.read_all("branch_tips"), start=900):
        owner = branch_by_code(data["owner"])
        page = TipPage(**catalogue(data, owner, team.writer, number), **tip_fields(data))
        publish(page, parent, data, team)


def write_help_page(team: Team) -> None:
    """Fill the page behind the first door with the starter text and publish it."""
    data = content.read("help")
    page = HelpPage.objects.get()
    page.title = data["title"]
    page.summary = data["summary"]
    page.steps = lines([f"{s['heading']}：{s['text']}" for s in data["three_steps"]["step"]])
    paid = data["already_paid"]["step"]
    page.already_paid = lines([f"{s['heading']}：{s['text']}" for s in paid])
    let_out(page, team)
