from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.template.response import TemplateResponse
from django.utils import timezone
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from cms.branches.models import Branch
from cms.library.blocks.lines import SourceBlock
from cms.library.enums import MaterialKind
from cms.library.pictures import printable
from cms.pages.enums import Audience
from cms.pages.models import BasePage, OpenPageQuerySet, Picture

DAY_HAS_PASSED = "“有效期至”这一天已经过了，请改成今天或以后的日子，或者留空。"


class MaterialTag(TaggedItemBase):
    """标签。A word that editors hang on a material to find it again."""

    content_object = ParentalKey(
        "library.MaterialPage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class MaterialQuerySet(OpenPageQuerySet):
    def for_branch(self, branch: Branch) -> "MaterialQuerySet":
        """Return what this branch may use: owned by it or by one above it."""
        return self.filter(owner_branch__path__in=branch.covering_paths())

    def for_everybody(self) -> "MaterialQuerySet":
        """Return head office's material: its subtree is the whole bank."""
        return self.filter(owner_branch__depth=1)

    def with_card(self) -> "MaterialQuerySet":
        """Fetch in a fixed number of queries what a card shows."""
        return self.select_related("spoken_code", "picture", "owner_branch").prefetch_related(
            "picture__renditions"
        )


class MaterialPage(BasePage):
    """宣传素材。Whatever is said to readers and may be printed: tip, leaflet, poster, video.

    A table of its own (not abstract), so that lists by topic and branch are one query whatever
    the kind, and an Edition has one thing to point at.
    """

    kind = models.CharField("种类", max_length=10, choices=MaterialKind, editable=False)
    owner_branch = models.ForeignKey(
        Branch,
        models.PROTECT,
        related_name="materials",
        verbose_name="归属机构",
        help_text="归总行的，全行可用；归某家机构的，只有它和它下面的网点可用。",
    )
    topics = ParentalManyToManyField("library.Topic", verbose_name="主题", related_name="materials")
    audience = models.CharField(
        "主要对象", max_length=10, choices=Audience, default=Audience.EVERYONE
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主图"
    )
    picture_alt = models.CharField(
        "主图说明", max_length=80, blank=True, help_text="读屏软件会念出来：图里有谁，在做什么。"
    )
    sources = StreamField([("source", SourceBlock())], blank=True, verbose_name="出处")
    approval_ref = models.CharField("审批编号", max_length=40, blank=True)
    change_note = models.CharField(
        "这一版改了什么",
        max_length=120,
        blank=True,
        help_text="例如：更正了热线号码。拿着旧版的人扫码会看到；不填，系统自己比对新旧两版。",
    )
    valid_until = models.DateField(
        "有效期至", null=True, blank=True, help_text="印在纸上；过了这天，网点不再打印。"
    )
    review_due = models.DateField("下次复审", null=True, blank=True)
    tags = ClusterTaggableManager(through=MaterialTag, blank=True, verbose_name="标签")

    objects = PageManager.from_queryset(MaterialQuerySet)()

    picture_fields = ("picture",)
    is_creatable = False
    parent_page_types = ["library.MaterialListPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
    ]
    # Facts about the material rather than its words; on a tab of its own in the editor.
    catalogue_panels = [
        MultiFieldPanel(
            [FieldPanel("owner_branch"), FieldPanel("topics"), FieldPanel("audience")], "归类"
        ),
        MultiFieldPanel(
            [FieldPanel("approval_ref"), FieldPanel("valid_until"), FieldPanel("review_due")],
            "审批与期限",
        ),
        FieldPanel("change_note"),
        FieldPanel("sources"),
        FieldPanel("tags"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.FilterField("kind"),
        index.FilterField("audience"),
        index.FilterField("owner_branch_id"),
        index.RelatedFields("tags", [index.SearchField("name", boost=1.5)]),
        index.RelatedFields("topics", [index.SearchField("title"), index.FilterField("slug")]),
    ]

    class Meta:
        verbose_name = "宣传素材"
        verbose_name_plural = "宣传素材"

    # Each concrete kind names itself, and says what its paper takes.
    material_kind: MaterialKind
    most_in_title = 24
    printed_picture_fields: tuple[str, ...] = ("picture",)
    # What a refusal to print calls a part of the paper, and the field it is typed in.
    places_on_paper: dict[str, str] = {}

    preview_modes = [("", "网页"), ("print", "印刷样张")]

    def full_clean(self, *args, **kwargs):
        self.kind = self.material_kind
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        faults = {}
        if len(self.title) > self.most_in_title:
            faults["title"] = (
                f"标题有 {len(self.title)} 个字，印在{self.material_kind.label}上"
                f"最多 {self.most_in_title} 个，请改短。"
            )
        if self.valid_until and self.valid_until < timezone.localdate():
            faults["valid_until"] = DAY_HAS_PASSED
        if faults:
            raise ValidationError(faults)

    @transaction.atomic
    def publish(self, *args, **kwargs):
        """Publish, or leave all as it was when the edition cannot be issued."""
        return super().publish(*args, **kwargs)

    def save(self, *args, **kwargs):
        self.kind = self.material_kind
        if kwargs.get("update_fields"):
            # Locking a page says nothing of its words, nor of a date that has passed since.
            kwargs.setdefault("clean", False)
        return super().save(*args, **kwargs)

    @property
    def code(self) -> str:
        """Return the spoken code, or "" before the first publishing gives one out."""
        claimed = getattr(self, "spoken_code", None)
        return claimed.code if claimed else ""

    def printed_content(self) -> dict:
        """Return, as plain data, what of this page goes on paper. An edition freezes it."""
        raise NotImplementedError

    def printed_files(self) -> dict[str, bytes]:
        """Return the bytes of the pictures that go on paper, by the names content calls them."""
        pictures = [getattr(self, name) for name in self.printed_picture_fields]
        return dict(printable(picture) for picture in pictures if picture)

    def serve_preview(self, request, mode_name):
        if mode_name == "print":
            request.is_preview = True
            # The template draws the sheets with printing's own tag: that room stands above us.
            return TemplateResponse(request, "library/print_preview.html", {"page": self})
        return super().serve_preview(request, mode_name)
