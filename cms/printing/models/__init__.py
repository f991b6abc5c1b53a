from cms.printing.models.runs import PrintRun
from cms.printing.models.templates import Pin, TemplateSet

__all__ = ["Pin", "PrintRun", "TemplateSet"]
