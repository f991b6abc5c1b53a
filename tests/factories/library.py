"""Materials as editors leave them, published through Wagtail, and the editions that issues."""

from itertools import count

from django.core.files.base import ContentFile
from wagtail.models import Page

from cms.branches.models import Branch
from cms.branches.queries import head_office
from cms.library.actions import withdraw_edition
from cms.library.enums import MaterialKind, RecallSeverity
from cms.library.founding import found_site
from cms.library.models import (
    Edition,
    LeafletPage,
    MaterialListPage,
    MaterialPage,
    PosterPage,
    TipPage,
    VideoPage,
)
from cms.library.queries import current_edition
from cms.pages.models import HomePage
from tests.factories.branches import BranchFactory, UserFactory
from tests.factories.facts import hotlines

FIRST_BYTES_OF_MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
numbers = count(1)


def a_founded_site() -> HomePage:
    """Found the site as a server's keeper does: pages, groups, workflow, and the hotlines."""
    if head_office() is None:
        BranchFactory(head_office=True)
    hotlines()
    return found_site(bank_name=head_office().name)


def home_page() -> HomePage:
    """Return the home page; without a founded site a bare one, which is quicker to make."""
    found = HomePage.objects.first()
    return found or Page.get_first_root_node().add_child(
        instance=HomePage(title="首页", slug="mingyan")
    )


def material_list(kind: MaterialKind) -> MaterialListPage:
    found = MaterialListPage.objects.filter(kind=kind).first()
    return found or home_page().add_child(
        instance=MaterialListPage(title=kind.label, slug=f"{kind}s", kind=kind)
    )


def lines(*texts: str) -> list[dict]:
    return [{"type": "line", "value": text} for text in texts]


def publish(model: type[MaterialPage], **fields) -> MaterialPage:
    """Publish a material, of head office unless `owner_branch` says whose."""
    number = next(numbers)
    defaults = {
        "title": f"{model.material_kind.label}{number}",
        "slug": f"{model.material_kind}-{number}",
        "summary": "一句话说明。",
        "owner_branch": head_office() or BranchFactory(head_office=True),
    }
    page = model(**{**defaults, **fields})
    material_list(model.material_kind).add_child(instance=page)
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def a_tip(**fields) -> TipPage:
    defaults = {
        "opening_line": "我是公安局的，您的卡涉嫌洗钱。",
        "how_it_sounds": lines("“把钱转到安全账户。”", "“不许告诉家里人。”"),
        "how_to_see_through": lines("没有什么安全账户。"),
        "what_to_do": lines("马上挂断。", "告诉家人。", "拿不准，打 96110。"),
    }
    return publish(TipPage, **{**defaults, **fields})


def panels(number: int = 4) -> list[dict]:
    value = {
        "heading": "先记三不",
        "intro": "这几句贴在电话旁边。",
        "items": [{"heading": "不点击", "text": "来路不明的网址不点。"}],
        "callout": "不着急，不害怕。",
    }
    return [{"type": "panel", "value": value} for _ in range(number)]


def back() -> list[dict]:
    value = {"heading": "一家人一起防", "text": "念给家里人听。", "points": ["存好电话号码"]}
    return [{"type": "back", "value": value}]


def a_leaflet(**fields) -> LeafletPage:
    defaults = {
        "cover_lines": lines("不轻信", "不转账"),
        "panels": panels(),
        "back": back(),
    }
    return publish(LeafletPage, **{**defaults, **fields})


def an_eye_chart(**fields) -> PosterPage:
    rows = [{"text": f"第{n}行", "story": "一个小故事。"} for n in range(1, 9)]
    body = [{"type": "eye_chart", "value": {"rows": rows}}]
    return publish(PosterPage, **{"body": body, **fields})


def a_list_poster(**fields) -> PosterPage:
    items = [{"heading": f"权利{n}", "text": "说成大白话。"} for n in range(1, 9)]
    body = [{"type": "list_poster", "value": {"items": items, "footer": "有话先和大堂经理说。"}}]
    return publish(PosterPage, **{"body": body, **fields})


def a_video(**fields) -> VideoPage:
    defaults = {
        "video": ContentFile(FIRST_BYTES_OF_MP4, name="film.mp4"),
        "captions": ContentFile(b"WEBVTT\n", name="film.vtt"),
        "length_seconds": 38,
        "transcript": "第一段。\n第二段。",
        "steps": lines("擦亮眼。", "摆摆手。"),
    }
    return publish(VideoPage, **{**defaults, **fields})


def an_edition(branch: Branch | None = None, **fields) -> Edition:
    """Return the first edition of a new tip, owned by this branch or by head office."""
    if branch:
        fields["owner_branch"] = branch
    return current_edition(a_tip(**fields))


def next_edition(edition: Edition) -> Edition:
    """Return the edition that takes this one's place: the tip's summary has changed."""
    tip = TipPage.objects.get(pk=edition.material_id)
    tip.summary = f"{tip.summary}改"
    tip.save_revision().publish()
    return current_edition(tip)


def withdrawn(edition: Edition, severity=RecallSeverity.STOP, reason="号码有误") -> Edition:
    """Return the edition, withdrawn by an administrator."""
    return withdraw_edition(
        edition=edition, user=UserFactory(admin=True), severity=severity, reason=reason
    )
