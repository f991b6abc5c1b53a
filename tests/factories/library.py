"""Materials in a small page tree, and the editions issued from them."""

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Page

from cms.library.actions import issue_edition
from cms.library.enums import MaterialKind
from cms.library.models import Edition, LeafletPage, MaterialListPage, TipPage
from cms.pages.models import HomePage
from tests.factories.branches import BranchFactory


def home_page() -> HomePage:
    """Return the home page, made under the tree's root when missing."""
    root = Page.get_first_root_node()
    return HomePage.objects.first() or root.add_child(
        instance=HomePage(title="明眼", slug="mingyan")
    )


def material_list(kind: MaterialKind) -> MaterialListPage:
    """Return the list that holds this kind, made when missing."""
    found = MaterialListPage.objects.filter(kind=kind).first()
    return found or home_page().add_child(
        instance=MaterialListPage(title=kind.label, slug=f"{kind}s", kind=kind)
    )


def lines(*texts: str) -> list[dict]:
    return [{"type": "line", "value": text} for text in texts]


class MaterialFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"素材{n + 1}")
    slug = factory.Sequence(lambda n: f"material-{n + 1}")
    summary = "一句话说明。"
    owner_branch = None
    live = True

    @classmethod
    def _create(cls, model_class, *args, owner_branch=None, **fields):
        owner = owner_branch or BranchFactory._meta.model.objects.filter(depth=1).first()
        page = model_class(owner_branch=owner or BranchFactory(head_office=True), **fields)
        return material_list(model_class.material_kind).add_child(instance=page)


class TipPageFactory(MaterialFactory):
    """A live tip of head office, with a sentence in each part."""

    class Meta:
        model = TipPage

    opening_line = "您的卡有问题。"
    how_it_sounds = factory.LazyFunction(lambda: lines("把钱转到安全账户。"))
    how_to_see_through = factory.LazyFunction(lambda: lines("没有什么安全账户。"))
    what_to_do = factory.LazyFunction(lambda: lines("马上挂断。"))


def a_panel(heading: str) -> dict:
    value = {"heading": heading, "intro": "导语。", "items": [], "callout": "先挂断。"}
    return {"type": "panel", "value": value}


class LeafletPageFactory(MaterialFactory):
    """A live leaflet of head office, with four short panels."""

    class Meta:
        model = LeafletPage

    series = "反诈宣传折页"
    cover_lines = factory.LazyFunction(lambda: lines("先挂断"))
    panels = factory.LazyFunction(lambda: [a_panel(f"第{n}栏") for n in "一二三四"])
    back = factory.LazyFunction(
        lambda: [{"type": "back", "value": {"heading": "记住", "text": "先挂断。", "points": []}}]
    )


class EditionFactory(DjangoModelFactory):
    """The next edition of `material`, through the action; of a new tip when none is given."""

    class Meta:
        model = Edition

    class Params:
        leaflet = factory.Trait(material=factory.SubFactory(LeafletPageFactory))

    material = factory.SubFactory(TipPageFactory)

    @classmethod
    def _create(cls, model_class, *args, material, **fields):
        return issue_edition(material=material, user=fields.pop("user", None), **fields)


def edition_of(branch, title: str = "反诈小贴士", **fields) -> Edition:
    """Return the first edition of a tip that this branch owns."""
    return EditionFactory(material=TipPageFactory(owner_branch=branch, title=title, **fields))


def next_edition(edition: Edition) -> Edition:
    """Return the edition that takes this one's place: the tip's summary has changed."""
    tip = TipPage.objects.get(pk=edition.material_id)
    tip.summary = f"{tip.summary}改"
    tip.save()
    return EditionFactory(material=tip)
