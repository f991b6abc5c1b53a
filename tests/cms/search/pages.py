"""Real pages to search among: tips and plain pages under a home page."""

from functools import cached_property

from wagtail.models import Page, Site

from cms.library.enums import MaterialKind
from cms.library.models import MaterialListPage, TipPage
from cms.pages.models import HomePage, StandardPage
from tests.factories.branches import BranchFactory


def lines(*texts: str) -> list:
    return [("line", text) for text in texts]


class LittleSite:
    """A small site whose pages a test writes."""

    @cached_property
    def home(self) -> HomePage:
        root = Page.objects.get(depth=1)
        home = HomePage(title="明眼首页", slug="mingyan")
        root.add_child(instance=home)
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
        )
        return home

    @cached_property
    def head_office(self):
        return BranchFactory(head_office=True)

    @cached_property
    def tips(self) -> MaterialListPage:
        return self.home.add_child(
            instance=MaterialListPage(title="素材列表", slug="tips", kind=MaterialKind.TIP)
        )

    def tip(self, title: str, *body: str, **fields) -> TipPage:
        """Return a tip, live unless told otherwise, with these lines as its body."""
        fields = {"opening_line": "喂，您好。", "what_to_do": lines("先停下来。"), **fields}
        tip = TipPage(
            title=title, owner_branch=self.head_office, how_it_sounds=lines(*body), **fields
        )
        return self.tips.add_child(instance=tip)

    def tagged_tip(self, title: str, *tags: str, **fields) -> TipPage:
        """Return a tip published with these tags, as an editor does it."""
        tip = self.tip(title, **fields)
        tip.tags.set(tags)
        tip.save_revision().publish()
        return tip

    def plain(self, title: str, paragraph: str = "", **fields) -> StandardPage:
        body = [("paragraph", f"<p>{paragraph}</p>")] if paragraph else []
        return self.home.add_child(instance=StandardPage(title=title, body=body, **fields))
