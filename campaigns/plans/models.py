from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Orderable, PageManager
from wagtail.search import index

from cms.branches.models import Branch
from cms.library.models import MaterialPage
from cms.pages.blocks import BodyBlock
from cms.pages.models import BasePage, OpenPageQuerySet, Picture

# More copies than this for one outlet is a slip of the finger.
MOST_COPIES = 100_000


class CampaignListPage(BasePage):
    """活动栏目。All campaigns, running ones first."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["plans.CampaignPage"]
    max_count = 1

    class Meta:
        verbose_name = "活动栏目"

    def get_context(self, request, *args, **kwargs):
        live = CampaignPage.objects.child_of(self).live().public().with_card()
        today = timezone.localdate()
        return {
            **super().get_context(request, *args, **kwargs),
            "running": live.running(today).order_by("ends_on"),
            "coming": live.filter(starts_on__gt=today).order_by("starts_on"),
            "past": live.filter(ends_on__lt=today).order_by("-ends_on")[:12],
        }


class CampaignQuerySet(OpenPageQuerySet):
    def running(self, on=None) -> "CampaignQuerySet":
        on = on or timezone.localdate()
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def with_card(self) -> "CampaignQuerySet":
        """Fetch in a fixed number of queries what a card shows."""
        return self.select_related("picture").prefetch_related("picture__renditions")

    def at_branch(self, branch: Branch) -> "CampaignQuerySet":
        """Return campaigns that this branch takes part in, itself or through one above it."""
        return self.filter(participations__branch__path__in=branch.covering_paths()).distinct()


class CampaignPage(BasePage):
    """宣传活动。What we mean to do: when, with which materials, where, and how many."""

    slogan = models.CharField("口号", max_length=40)
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期")
    dates_are_estimated = models.BooleanField(
        "日期为预估", default=False, help_text="正式通知下来之前请勾选，页面上会写明“预估”。"
    )
    picture = models.ForeignKey(
        Picture, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="主图"
    )
    picture_alt = models.CharField("主图说明", max_length=80, blank=True)
    body = StreamField(BodyBlock(), verbose_name="活动介绍", blank=True)

    objects = PageManager.from_queryset(CampaignQuerySet)()
    picture_fields = ("picture",)

    parent_page_types = ["plans.CampaignListPage"]
    subpage_types: list[str] = []

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("slogan"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("dates_are_estimated"),
        FieldRowPanel([FieldPanel("picture"), FieldPanel("picture_alt")]),
        FieldPanel("body"),
    ]
    plan_panels = [
        InlinePanel("campaign_materials", label="素材", heading="活动素材"),
        InlinePanel(
            "participations",
            label="参与机构",
            heading="参与机构和目标",
            help_text="写一家机构，它下面的网点都参加。某个网点目标不同，再单独写一行。",
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="内容"),
            ObjectList(plan_panels, heading="素材、机构与目标"),
            ObjectList(BasePage.promote_panels, heading="网址与搜索"),
        ]
    )
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("slogan"),
        index.SearchField("body"),
        index.FilterField("starts_on"),
        index.FilterField("ends_on"),
    ]

    class Meta:
        verbose_name = "宣传活动"
        verbose_name_plural = "宣传活动"

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "结束日期不能早于开始日期，请核对两个日期。"})

    def is_running(self, on=None) -> bool:
        on = on or timezone.localdate()
        return self.starts_on <= on <= self.ends_on


class CampaignMaterial(Orderable):
    """活动素材。A material that a campaign hands out."""

    campaign = ParentalKey(
        CampaignPage, on_delete=models.CASCADE, related_name="campaign_materials"
    )
    material = models.ForeignKey(
        MaterialPage, models.PROTECT, related_name="in_campaigns", verbose_name="素材"
    )

    class Meta(Orderable.Meta):
        verbose_name = "活动素材"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "material"],
                name="material_once_per_campaign",
                violation_error_message="同一份素材写了两次，请删去一行。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign}：{self.material}"


class Participation(Orderable):
    """参与网点。A branch takes part with everything under it; the deepest row decides."""

    campaign = ParentalKey(CampaignPage, on_delete=models.CASCADE, related_name="participations")
    branch = models.ForeignKey(
        Branch, models.PROTECT, related_name="participations", verbose_name="机构"
    )
    target_per_outlet = models.PositiveIntegerField(
        "每个网点目标（份）",
        validators=[
            MinValueValidator(0),
            MaxValueValidator(MOST_COPIES, "每个网点的目标不能超过 100000 份，请核对。"),
        ],
    )

    class Meta(Orderable.Meta):
        verbose_name = "参与机构"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "branch"],
                name="branch_once_per_campaign",
                violation_error_message="同一家机构写了两次，请删去一行。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign}：{self.branch}"


class Target(models.Model):
    """目标。How many copies one outlet means to hand out in a campaign.

    Written by `actions.open_campaign` from the participations, so that the return need not
    walk the tree for each outlet.
    """

    campaign = models.ForeignKey(
        CampaignPage, models.CASCADE, related_name="targets", verbose_name="活动"
    )
    branch = models.ForeignKey(Branch, models.PROTECT, related_name="targets", verbose_name="网点")
    quantity = models.PositiveIntegerField("目标（份）")

    class Meta:
        verbose_name = "目标"
        verbose_name_plural = "目标"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "branch"], name="one_target_per_branch_and_campaign"
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign} · {self.branch}：{self.quantity} 份"
