import pytest
from django.shortcuts import render
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from cms.pages import views
from cms.pages.models import StandardPage
from tests.clients import queries_of
from tests.factories.branches import BranchFactory
from tests.factories.library import a_founded_site, a_tip
from tests.factories.pages import PictureFactory
from tests.factories.plans import a_campaign

pytestmark = pytest.mark.django_db


def test_home_has_three_doors_before_anything_else(client):
    a_founded_site()
    page = client.get("/").content.decode()
    doors = page.split('<ul class="doors">')[1].split("</ul>")[0]
    assert doors.count("<li>") == 3
    assert doors.index("我遇到了可疑的事") < doors.index("学防骗") < doors.index("找网点和活动")


def test_every_page_offers_the_hotlines_the_code_box_and_search(client):
    a_founded_site()
    tip = a_tip()
    for path in ("/", "/tips/", tip.url, "/help/", "/campaigns/", "/branches/", "/nowhere/"):
        page = client.get(path).content.decode()
        assert 'href="tel:110"' in page, path
        assert 'href="tel:96110"' in page, path
        assert 'action="/d/"' in page, path
        assert 'inputmode="numeric"' in page, path
        assert 'action="/search/"' in page, path
        assert 'lang="zh-Hans"' in page, path
        assert page.count("<h1") == 1, path


def test_nothing_inline_that_the_policy_would_refuse(client):
    a_founded_site()
    tip = a_tip(picture=PictureFactory(), picture_alt="图")
    for path in ("/", tip.url, "/help/", "/nowhere/"):
        page = client.get(path).content.decode()
        assert " style=" not in page, path
        assert "<style" not in page, path
        assert page.count("<script") == page.count("<script src="), path


def test_home_shows_the_running_campaign_and_four_tips(client):
    a_founded_site()
    for number in range(5):
        a_tip(title=f"小贴士第{number}条")
    a_campaign(title="冬日护老防骗月")
    page = client.get("/").content.decode()
    assert "冬日护老防骗月" in page
    assert [f"小贴士第{n}条" in page for n in range(5)] == [True, True, True, True, False]


def test_a_made_up_page_says_so_kindly_and_shows_the_ways_on(client):
    a_founded_site()
    answer = client.get("/tips/no-such-tip/")
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有找到这一页" in page
    assert 'href="/help/"' in page


def test_the_error_page_asks_nothing_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = views.server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert 'href="tel:96110"' in answer.content.decode()


def test_the_demo_notice_shows_only_where_the_demo_may_run(client, settings):
    a_founded_site()
    settings.DEMO_ALLOWED = False
    assert "均为虚构" not in client.get("/").content.decode()
    settings.DEMO_ALLOWED = True
    assert "均为虚构" in client.get("/").content.decode()


def test_a_shared_link_carries_title_summary_picture_and_its_one_address(client, settings):
    settings.MINGYAN_PUBLIC_URL = "https://mingyan.example"
    a_founded_site()
    tip = a_tip(title="先挂断", summary="挂断不算没礼貌。", picture=PictureFactory())
    page = client.get(f"{tip.url}?from=chat").content.decode()
    assert f'<link rel="canonical" href="https://mingyan.example{tip.url}">' in page
    assert '<meta property="og:title" content="先挂断">' in page
    assert '<meta property="og:description" content="挂断不算没礼貌。">' in page
    assert '<meta property="og:image" content="https://mingyan.example/media/' in page


def test_a_page_of_plain_text_shows_its_blocks(client):
    home = a_founded_site()
    body = [
        ("heading", "谁办的"),
        ("paragraph", "<p>银行办的。</p>"),
        ("steps", ["停", "问"]),
        ("callout", {"heading": "请记住", "text": "不给验证码。"}),
    ]
    home.add_child(instance=StandardPage(title="关于明眼", slug="about", body=body))
    page = client.get("/about/").content.decode()
    assert "<h2>谁办的</h2>" in page
    assert "<li>停</li>" in page
    assert "不给验证码。" in page


def test_a_restricted_page_is_in_no_list_and_not_open(client):
    a_founded_site()
    hidden = a_tip(title="只给内部看")
    a_tip(title="给大家看")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    page = client.get("/tips/").content.decode()
    assert ("给大家看" in page, "只给内部看" in page) == (True, False)
    assert client.get(hidden.url).status_code == 302


def test_a_draft_below_the_home_page_is_not_found(client):
    a_founded_site()
    tip = a_tip()
    tip.unpublish()
    assert client.get(tip.url).status_code == 404


def test_home_asks_the_same_of_the_database_however_much_there_is(client):
    a_founded_site()

    def grow(times: int) -> None:
        for _ in range(times):
            a_tip(picture=PictureFactory())
            a_campaign(picture=PictureFactory())
            BranchFactory()

    grow(1)
    few = queries_of(client, "/")
    grow(10)
    assert queries_of(client, "/") == few
    assert few <= 12


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("403.html", "只给有权限的工作人员用"),
        ("403_csrf.html", "这张表放得太久了"),
        ("locked_out.html", "15 分钟"),
    ],
)
def test_a_refusal_says_why_and_shows_the_ways_on(rf, template, words):
    a_founded_site()
    page = render(rf.get("/"), template).content.decode()
    assert words in page
    assert 'href="/help/"' in page
