"""A leaflet with more words than paper: the editor hears which panel, and for which branch."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.library.models import Edition, LeafletPage, Topic
from tests.clients import in_group
from tests.cms.library.test_admin import a_panel, a_stream, add_address, leaflet_form
from tests.factories.library import a_leaflet

pytestmark = pytest.mark.django_db

FULL = {"heading": "很长的要点标题", "text": "多" * 60}
LONG_BRANCH = {
    "name": "岚江分行高新技术产业开发区科技园创新大道营业部（三号楼一层）",
    "address": "岚江市高新技术产业开发区科技园创新大道一千二百三十四号国际金融中心裙楼东侧"
    "一层及二层（地铁三号线科技园站 B 出口旁，过街天桥下）",
    "hours": "周一至周五 9:00—17:00（对公业务 9:00—16:30）；周六、周日 9:30—16:00（只办个人业务）；"
    "法定节假日见门口告示；除夕上午照常营业",
}


@pytest.fixture(autouse=True)
def topic(network) -> Topic:
    return Topic.objects.create(slug="phone", title="电话诈骗")


@pytest.fixture
def garden_with_much_to_say(network):
    for name, value in LONG_BRANCH.items():
        setattr(network.garden, name, value)
    network.garden.full_clean()
    network.garden.save()
    return network.garden


def a_full_panel() -> tuple[str, dict]:
    return "panel", {
        "heading": "骗子怎么开口",
        "intro": "引" * 80,
        "items": streamfield([("item", FULL)] * 6),
        "callout": "别" * 40,
    }


def said_to_the_editor(network, **changes) -> list[str]:
    form = leaflet_form(network) | nested_form_data(changes) | {"action-submit": "1"}
    response = in_group("市场").post(add_address(LeafletPage), form)
    return response.context["form"].errors["panels"]


@pytest.mark.parametrize(
    ("place", "name"),
    [(0, "折进去的一面"), (1, "内页左栏"), (2, "内页中栏"), (3, "内页右栏")],
)
def test_editor_is_told_beside_the_panels_which_of_them_is_too_full(network, place, name):
    panels = [a_panel() for _ in range(4)]
    panels[place] = a_full_panel()
    (said,) = said_to_the_editor(network, panels=a_stream(*panels))
    start = f"这份素材现在印不出来：折页{name}“骗子怎么开口”的字太多，用最小的字也多出约 "
    assert said.startswith(start)
    assert said.endswith(" 行，请删短。")
    assert not LeafletPage.objects.exists()


def test_cover_with_as_many_words_as_the_form_takes_is_printed(garden_with_much_to_say):
    a_leaflet(
        title="长" * 16,
        subtitle="副" * 30,
        series="系" * 16,
        cover_lines=[("line", "句" * 14)] * 3,
    )
    assert Edition.objects.count() == 1


def back_with(points: int) -> list[dict]:
    back = {
        "heading": "先问我们",
        "text": "念" * 100,
        "points": ["帮您看清每一条陌生的短信和来电"] * points,
    }
    return [{"type": "back", "value": back}]


def test_edition_with_room_for_head_office_only_is_refused_by_the_branch_s_name(
    garden_with_much_to_say,
):
    with pytest.raises(ValidationError) as refused:
        a_leaflet(back=back_with(points=3))
    (said,) = refused.value.messages
    assert f"“{LONG_BRANCH['name']}”的名称、地址和营业时间最长，给它印时放不下：" in said
    assert "折页封底“先问我们”的字太多" in said
    assert Edition.objects.count() == 0


def test_branch_that_is_closed_or_elsewhere_is_not_asked(network, garden_with_much_to_say):
    a_leaflet(back=back_with(points=3), owner_branch=network.east)
    garden_with_much_to_say.is_open = False
    garden_with_much_to_say.save()
    a_leaflet(back=back_with(points=3))
    assert Edition.objects.count() == 2


def test_branch_whose_words_cannot_be_set_at_all_stops_no_edition(network):
    garden = network.garden
    garden.hours = "；".join(["周一至周五上午九点"] * 5)
    garden.save()
    a_leaflet()
    assert Edition.objects.count() == 1
