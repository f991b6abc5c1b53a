from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail.search import index

from cms.facts.queries import hotlines_on_paper
from cms.library.blocks.lines import line_texts
from cms.library.enums import MaterialKind
from cms.library.models.material import MaterialPage
from cms.library.models.tips import lines
from cms.library.pictures import on_paper
from cms.library.uploads import validate_captions, validate_video
from cms.pages.models import BasePage


class VideoPage(MaterialPage):
    """视频。A film with captions and its words beside it; the step sheet goes on paper."""

    material_kind = MaterialKind.VIDEO

    video = models.FileField(
        "视频文件",
        upload_to="videos/",
        validators=[validate_video],
        help_text="MP4（H.264）或 WebM，不超过 200 MB。",
    )
    captions = models.FileField(
        "字幕",
        upload_to="captions/",
        validators=[validate_captions],
        help_text="WebVTT 文件（.vtt）。",
    )
    length_seconds = models.PositiveIntegerField("时长（秒）")
    transcript = models.TextField("文稿", help_text="把视频里说的、演的都写下来，一段一行。")
    steps = lines("动作或步骤", "跟着做的步骤，会印成步骤单，至少一条。")

    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("video"), FieldPanel("captions")]),
        FieldPanel("length_seconds"),
        FieldRowPanel([FieldPanel("picture", heading="封面图"), FieldPanel("picture_alt")]),
        FieldPanel("transcript"),
        FieldPanel("steps"),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading="内容"),
            ObjectList(MaterialPage.catalogue_panels, heading="归类与审批"),
            ObjectList(MaterialPage.promote_panels, heading="网址与搜索"),
        ]
    )
    search_fields = [
        *MaterialPage.search_fields,
        index.SearchField("transcript"),
        index.SearchField("steps"),
    ]

    class Meta:
        verbose_name = "视频"
        verbose_name_plural = "视频"

    def printed_content(self) -> dict:
        picture = on_paper(self.picture, self.picture_alt)
        return {
            "layout_family": "sheet",
            "kind_label": "跟我做",
            "title": self.title,
            "summary": self.summary,
            "sections": [
                {"role": "steps", "heading": "一步一步跟着做", "items": line_texts(self.steps)}
            ],
            "pictures": [picture] if picture else [],
            "hotlines": hotlines_on_paper(),
        }
