"""What must be true before anything is printed, said at start-up rather than on paper."""

from django.core.checks import CheckMessage, Error, register

from cms.printing import templates, typst
from cms.printing.layouts import LAYOUTS


@register()
def our_fonts_are_there(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    there = typst.fonts().families()
    return [
        Error(
            f"印制用的字体 {family} 不在。",
            hint="pip install -r requirements.txt 会装上 justmytype-intl-cjk。",
            id="printing.E001",
        )
        for family in typst.FAMILIES
        if family not in there
    ]


@register()
def every_layout_has_its_template(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    return [
        Error(f"版式“{layout.name}”缺少模板 {layout.template}。", id="printing.E002")
        for layout in LAYOUTS.values()
        if not (templates.FOLDER / layout.template).is_file()
    ]
