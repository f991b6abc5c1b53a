from cms.printing.models.bundles import PressBundle
from cms.printing.models.runs import PrintRun
from cms.printing.models.templates import Pin, TemplateSet

__all__ = ["Pin", "PressBundle", "PrintRun", "TemplateSet"]
