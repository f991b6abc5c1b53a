from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.library.blocks.lines import LineBlock
from cms.library.enums import MaterialKind
from cms.library.models.material import MaterialPage
from cms.library.models.topics import Topic
from cms.pages.models import BasePage


def topic_asked_for(request) -> Topic | None:
    return Topic.objects.filter(slug=request.GET.get("topic", "")).first()


class MaterialListPage(BasePage):
    """素材栏目。The list of one kind of material, which readers narrow by topic."""

    kind = models.CharField("种类", max_length=10, choices=MaterialKind)

    content_panels = [*BasePage.content_panels, FieldPanel("kind")]
    parent_page_types = ["pages.HomePage"]
    subpage_types = [
        "library.TipPage",
        "library.LeafletPage",
        "library.PosterPage",
        "library.VideoPage",
    ]

    class Meta:
        verbose_name = "素材栏目"

    def materials(self, topic: Topic | None = None):
        """Return the live materials of this list for everybody, by title order of the tree."""
        found = MaterialPage.objects.live().public().for_everybody().filter(kind=self.kind)
        if topic:
            found = found.filter(topics=topic)
        return found.with_card().order_by("path")

    def get_context(self, request, *args, **kwargs):
        topic = topic_asked_for(request)
        used = Topic.objects.filter(materials__kind=self.kind, materials__live=True).distinct()
        return {
            **super().get_context(request, *args, **kwargs),
            "topic": topic,
            "topics": used,
            "materials": self.materials(topic),
        }


class HelpPage(BasePage):
    """我遇到了可疑的事。What to do now, then the tricks by their first sentence."""

    steps = StreamField([("line", LineBlock(max_length=60))], verbose_name="现在就做")
    already_paid = StreamField(
        [("line", LineBlock(max_length=60))], verbose_name="如果钱已经转出去"
    )

    content_panels = [*BasePage.content_panels, FieldPanel("steps"), FieldPanel("already_paid")]
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        verbose_name = "求助页"

    def get_context(self, request, *args, **kwargs):
        tips = (
            MaterialPage.objects.live()
            .public()
            .for_everybody()
            .filter(kind=MaterialKind.TIP, tippage__isnull=False)
        )
        return {
            **super().get_context(request, *args, **kwargs),
            "tips": tips.select_related("tippage").order_by("path"),
        }
