from datetime import timedelta

import pytest
from django.utils import timezone

from tests.clients import queries_of
from tests.factories.branches import BranchFactory
from tests.factories.library import a_tip
from tests.factories.pages import PictureFactory
from tests.factories.plans import a_campaign
from tests.factories.schedule import EventFactory

pytestmark = pytest.mark.django_db


def test_the_list_finds_a_branch_by_name_district_street_or_code(client, network):
    BranchFactory(name="钟楼网点", district="江北区", address="江北区钟楼街1号", code="95001")
    for typed in ("钟楼网点", "江北区", "钟楼街", "95001", "江北 钟楼"):
        page = client.get("/branches/", {"q": typed}).content.decode()
        assert ("钟楼网点" in page, "大桥网点" in page) == (True, False), typed


def test_a_search_without_result_keeps_what_was_typed(client, network):
    page = client.get("/branches/", {"q": "天边<b>"}).content.decode()
    assert "没有找到“天边&lt;b&gt;”" in page
    assert 'value="天边&lt;b&gt;"' in page


def test_a_closed_branch_is_not_in_the_list_but_its_page_says_so(client, network):
    closed = BranchFactory(closed=True, name="旧街网点")
    assert "旧街网点" not in client.get("/branches/").content.decode()
    assert "目前不营业" in client.get(f"/branches/{closed.code}/").content.decode()


def test_a_long_list_is_cut_into_pages(client, network):
    for _ in range(25):
        BranchFactory()
    page = client.get("/branches/", {"page": "2"}).content.decode()
    assert "第 2 页，共 2 页" in page
    assert client.get("/branches/", {"page": "很多"}).status_code == 200


def test_a_branch_page_has_address_hours_and_a_number_to_press(client, network):
    branch = network.riverside
    page = client.get(f"/branches/{branch.code}/").content.decode()
    assert branch.address in page
    assert branch.hours in page
    assert f'href="tel:{branch.tel}"' in page


def test_a_branch_without_address_and_with_a_rare_character_still_has_a_page(client, network):
    bare = BranchFactory(bare=True, name="𠮷祥路网点")
    page = client.get(f"/branches/{bare.code}/").content.decode()
    assert ("𠮷祥路网点" in page, "正在登记" in page) == (True, True)
    assert 'href="tel:"' not in page


def test_an_unknown_code_leads_to_the_list(client, network):
    answer = client.get("/branches/xyz99/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有机构号是“xyz99”的网点" in page
    assert "大桥网点" in page


def test_a_code_in_capitals_leads_to_the_one_address(client, network):
    BranchFactory(code="ab12")
    assert client.get("/branches/AB12/").url == "/branches/ab12/"


def test_a_branch_shows_what_it_and_the_ones_above_it_made_but_not_head_offices(client, network):
    a_tip(title="菜场的事", owner_branch=network.riverside)
    a_tip(title="东城的事", owner_branch=network.east)
    a_tip(title="西城的事", owner_branch=network.west)
    a_tip(title="全行的事")
    page = client.get("/branches/91101/").content.decode()
    titles = ("菜场的事", "东城的事", "西城的事", "全行的事")
    assert [title in page for title in titles] == [True, True, False, False]


def test_a_branch_tells_a_weekly_talk_once_with_the_dates_that_follow(client, network):
    event = EventFactory(branch=network.riverside, title="防骗微沙龙", weekly=True)
    EventFactory(branch=network.bridge, title="别家的讲座")
    page = client.get("/branches/91101/").content.decode()
    after = event.starts_on + timedelta(days=7)
    assert page.count("<h3>防骗微沙龙</h3>") == 1
    assert f"以后还有：<span>{after.month} 月 {after.day} 日" in page
    assert "别家的讲座" not in page
    assert "明天" in page


def test_an_event_too_far_ahead_waits_for_its_time(client, network):
    far = timezone.localdate() + timedelta(days=61)
    EventFactory(branch=network.riverside, title="很久以后", starts_on=far)
    page = client.get("/branches/91101/").content.decode()
    assert ("很久以后" in page, "往后 60 天还没有排好的活动" in page) == (False, True)


def test_branches_ask_the_same_of_the_database_however_much_there_is(client, network):
    paths = ("/branches/", "/branches/91101/")

    def grow(times: int) -> None:
        for _ in range(times):
            BranchFactory(parent=network.east)
            a_tip(owner_branch=network.riverside, picture=PictureFactory())
            campaign = a_campaign(at={network.east: 100}, picture=PictureFactory())
            EventFactory(branch=network.riverside, campaign=campaign)

    grow(1)
    few = [queries_of(client, path) for path in paths]
    grow(10)
    assert [queries_of(client, path) for path in paths] == few
    assert max(few) <= 12
