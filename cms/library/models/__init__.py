from cms.library.models.editions import Edition, SpokenCode
from cms.library.models.leaflets import LeafletPage
from cms.library.models.lists import HelpPage, MaterialListPage
from cms.library.models.material import MaterialPage, MaterialTag
from cms.library.models.posters import PosterPage
from cms.library.models.tips import TipPage
from cms.library.models.topics import Topic
from cms.library.models.videos import VideoPage

__all__ = [
    "Edition",
    "HelpPage",
    "LeafletPage",
    "MaterialListPage",
    "MaterialPage",
    "MaterialTag",
    "PosterPage",
    "SpokenCode",
    "TipPage",
    "Topic",
    "VideoPage",
]
