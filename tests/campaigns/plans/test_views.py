from datetime import date, timedelta

import pytest
from django.utils import timezone

from campaigns.plans.models import CampaignPage
from campaigns.plans.templatetags.plans_tags import dates_in_words, state_in_words
from tests.clients import queries_of
from tests.factories.branches import BranchFactory
from tests.factories.library import a_tip
from tests.factories.pages import PictureFactory
from tests.factories.plans import a_campaign
from tests.factories.schedule import EventFactory

pytestmark = pytest.mark.django_db


def march(first: int, last: int, **fields):
    return a_campaign(starts_on=date(2027, 3, first), ends_on=date(2027, 3, last), **fields)


def test_a_campaign_says_its_dates_in_words(client, network):
    campaign = march(9, 15, dates_are_estimated=True)
    page = client.get(campaign.url).content.decode()
    assert "2027 年 3 月 9 日到 3 月 15 日" in page
    assert "预估" in page


def test_dates_name_the_year_twice_only_when_it_changes(network):
    campaign = a_campaign(starts_on=date(2026, 11, 10), ends_on=date(2027, 1, 15))
    assert dates_in_words(campaign) == "2026 年 11 月 10 日到 2027 年 1 月 15 日"
    assert dates_in_words(march(9, 9)) == "2027 年 3 月 9 日（一天）"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (7, "还有 2 天开始"),
        (9, "正在进行，还有 6 天"),
        (15, "正在进行，今天最后一天"),
        (16, "已经结束"),
    ],
)
def test_a_campaign_says_how_it_stands(network, day, words):
    assert state_in_words(march(9, 15), on=date(2027, 3, day)) == words


def test_a_campaign_shows_materials_in_the_editors_order_and_who_takes_part(client, network):
    first, second = a_tip(title="甲"), a_tip(title="乙")
    campaign = a_campaign(materials=(second, first), at={network.east: 100})
    page = client.get(campaign.url).content.decode()
    cards = page.split('id="materials-title"')[1].split("</section>")[0]
    assert cards.index(second.url) < cards.index(first.url)
    assert "东城支行" in page


def test_an_empty_campaign_still_has_a_page(client, network):
    answer = client.get(a_campaign().url)
    assert answer.status_code == 200
    assert "还没有排好的场次" in answer.content.decode()


def test_events_near_a_branch_are_its_own_and_its_neighbours(client, network):
    campaign = a_campaign(at={network.branch: 100})
    EventFactory(branch=network.riverside, campaign=campaign, title="滨河的讲座")
    EventFactory(branch=network.bridge, campaign=campaign, title="大桥的讲座")
    EventFactory(branch=network.garden, campaign=campaign, title="花园的讲座")
    EventFactory(branch=network.branch, campaign=campaign, title="分行的讲座")
    for typed in ("91101", "滨河路网点"):
        page = client.get(campaign.url, {"branch": typed}).content.decode()
        titles = ("滨河的讲座", "大桥的讲座", "花园的讲座", "分行的讲座")
        assert [title in page for title in titles] == [True, True, False, True], typed


def test_a_name_that_several_branches_share_lets_the_reader_choose(client, network):
    campaign = a_campaign(at={network.branch: 100})
    page = client.get(campaign.url, {"branch": "网点"}).content.decode()
    assert "是哪一家" in page
    assert 'href="?branch=91101#events"' in page


def test_an_unknown_branch_is_said_where_it_was_typed(client, network):
    campaign = a_campaign()
    page = client.get(campaign.url, {"branch": "天边"}).content.decode()
    assert "没有找到“天边”" in page
    assert 'value="天边"' in page


def test_the_list_tells_running_coming_and_past_apart(client, network):
    today = timezone.localdate()
    a_campaign(title="现在的")
    a_campaign(
        title="将来的", starts_on=today + timedelta(days=40), ends_on=today + timedelta(days=50)
    )
    a_campaign(
        title="过去的", starts_on=today - timedelta(days=50), ends_on=today - timedelta(days=40)
    )
    page = client.get("/campaigns/").content.decode()
    order = ["正在进行</h2>", "现在的", "快要开始</h2>", "将来的", "以前的活动</h2>", "过去的"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_campaigns_ask_the_same_of_the_database_however_much_there_is(client, network):
    def grow(times: int) -> CampaignPage:
        """Publish so many campaigns, each with as many materials and events at as many branches."""
        branches = [BranchFactory(parent=network.east) for _ in range(times)]
        materials = [a_tip(picture=PictureFactory()) for _ in range(times)]
        targets = dict.fromkeys(branches, 100)
        for _ in range(times):
            campaign = a_campaign(materials=materials, at=targets, picture=PictureFactory())
        for branch in branches:
            EventFactory(branch=branch, campaign=campaign, weekly=True)
        return campaign

    few = [queries_of(client, path) for path in ("/campaigns/", grow(1).url)]
    assert [queries_of(client, path) for path in ("/campaigns/", grow(10).url)] == few
    assert max(few) <= 15
