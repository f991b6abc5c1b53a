"""What a template is given: typed, frozen, checked before any paper is touched."""

from cms.printing.inputs.cards import CardInput, FlyerInput, TentInput
from cms.printing.inputs.content import PrintInput
from cms.printing.inputs.eye_chart import EyeChartInput
from cms.printing.inputs.handy import HandyInput, PlacematInput
from cms.printing.inputs.imprint import Imprint, imprint_for
from cms.printing.inputs.leaflets import LeafletInput
from cms.printing.inputs.posters import PosterInput
from cms.printing.inputs.sessions import EventNoticeInput, TallySheetInput, session_imprint
from cms.printing.inputs.share import RackInput, ShareInput
from cms.printing.inputs.sheets import SheetInput

__all__ = [
    "CardInput",
    "EventNoticeInput",
    "EyeChartInput",
    "FlyerInput",
    "HandyInput",
    "Imprint",
    "LeafletInput",
    "PlacematInput",
    "PosterInput",
    "PrintInput",
    "RackInput",
    "ShareInput",
    "SheetInput",
    "TallySheetInput",
    "TentInput",
    "imprint_for",
    "session_imprint",
]
