import pytest

from cms.library.models import Topic
from tests.clients import queries_of
from tests.factories.branches import BranchFactory
from tests.factories.library import (
    a_founded_site,
    a_leaflet,
    a_list_poster,
    a_tip,
    a_video,
    an_eye_chart,
    lines,
)
from tests.factories.pages import PictureFactory

pytestmark = pytest.mark.django_db


def about(topic: Topic, **fields):
    """Publish a tip about a topic."""
    tip = a_tip(**fields)
    tip.topics.add(topic)
    tip.save()
    return tip


@pytest.fixture
def site(db):
    return a_founded_site()


def test_a_tip_reads_from_the_first_sentence_to_what_to_do_now(client, site):
    tip = a_tip(opening_line="我是公安局的。", story="陈奶奶接到一个电话。")
    page = client.get(tip.url).content.decode()
    parts = ["“我是公安局的。”", "骗子会这样说", "这样识破", "现在就做", "情景故事", "陈奶奶"]
    assert sorted(parts, key=page.index) == parts
    assert "人物为虚构" in page


def test_a_tip_names_its_edition_and_says_its_code_is_no_password(client, site):
    tip = a_tip()
    page = client.get(tip.url).content.decode()
    assert "第 1 版" in page
    assert "编号 001-1" in page
    assert "口播码 001" in page
    assert "不是验证码" in page


def test_the_steps_of_a_tip_are_a_numbered_list(client, site):
    page = client.get(a_tip(what_to_do=lines("马上挂断。", "告诉家人。")).url).content.decode()
    steps = page.split('<ol class="steps">')[1].split("</ol>")[0]
    assert steps == "<li>马上挂断。</li><li>告诉家人。</li>"


def test_the_question_keeps_its_answer_until_it_is_opened(client, site):
    value = {"text": "怎么办？", "right": "挂断", "wrong": ["照他说的做"], "why": "他在骗人。"}
    tip = a_tip(question=[{"type": "question", "value": value}])
    page = client.get(tip.url).content.decode()
    answer = page.split('<details class="question">')[1].split("</details>")[0]
    assert ("挂断" in answer, "他在骗人。" in answer, "怎么办？" in answer) == (True, True, False)


def test_pictures_come_in_sizes_with_their_measures_and_their_words(client, site):
    tip = a_tip(picture=PictureFactory(), picture_alt="老两口站在派出所门口。")
    picture = client.get(tip.url).content.decode().split('class="tip__pictures"')[1].split(">")[1]
    assert 'alt="老两口站在派出所门口。"' in picture
    assert all(f"{name}=" in picture for name in ("srcset", "sizes", "width", "height"))


def test_related_tips_share_a_topic(client, site):
    calls, loans = (Topic.objects.create(slug=s, title=s) for s in ("calls", "loans"))
    tip = about(calls, title="第一条")
    about(calls, title="同主题的")
    about(loans, title="别的主题的")
    page = client.get(tip.url).content.decode()
    assert ("同主题的" in page, "别的主题的" in page) == (True, False)


def test_the_list_narrows_to_one_topic(client, site):
    calls, loans = (Topic.objects.create(slug=s, title=s) for s in ("calls", "loans"))
    about(calls, title="电话里的")
    about(loans, title="贷款的")
    page = client.get("/tips/?topic=loans").content.decode()
    assert ("电话里的" in page, "贷款的" in page) == (False, True)


def test_an_unknown_topic_shows_the_whole_list(client, site):
    a_tip(title="电话里的")
    answer = client.get("/tips/?topic=%3Cb%3E")
    assert (answer.status_code, "电话里的" in answer.content.decode()) == (200, True)


def test_an_empty_list_says_so(client, site):
    assert "这里还没有内容" in client.get("/videos/").content.decode()


def test_a_branchs_own_tip_is_not_in_everybodys_list(client, site):
    tip = a_tip(title="菜场的事", owner_branch=BranchFactory())
    assert "菜场的事" not in client.get("/tips/").content.decode()
    assert client.get(tip.url).status_code == 200


def test_the_help_page_leads_from_each_first_sentence_to_its_tip(client, site):
    tip = a_tip(opening_line="奶奶，我撞了人。")
    page = client.get("/help/").content.decode()
    assert "现在就做" in page
    assert "钱已经转出去了" in page
    assert f'<a class="line" href="{tip.url}">' in page
    assert "“奶奶，我撞了人。”" in page


def test_a_leaflet_is_read_as_text(client, site):
    page = client.get(a_leaflet(title="防诈秘籍").url).content.decode()
    assert page.count("来路不明的网址不点。") == 4
    assert "存好电话号码" in page
    assert "不轻信" in page


def test_the_eye_chart_shrinks_by_classes_and_has_a_text_twin(client, site):
    page = client.get(an_eye_chart().url).content.decode()
    chart = page.split('role="img"')[1].split('class="chart-note"')[0]
    assert [f"chart__row--{n}" in chart for n in (1, 8, 9)] == [True, True, False]
    twin = page.split('<ol class="rows">')[1].split("</ol>")[0]
    assert (twin.count("<summary>"), twin.count("一个小故事。")) == (8, 8)


def test_a_list_poster_numbers_its_points(client, site):
    page = client.get(a_list_poster().url).content.decode()
    assert page.split('<ol class="points">')[1].split("</ol>")[0].count("<li") == 8
    assert "有话先和大堂经理说。" in page


def test_a_video_waits_has_captions_and_its_words_beside_it(client, site):
    page = client.get(a_video().url).content.decode()
    player = page.split("<video")[1].split("</video>")[0]
    assert 'preload="metadata"' in player
    assert "autoplay" not in player
    assert 'kind="captions"' in player
    assert " default>" in player
    assert ("<p>第一段。</p>" in page, "<p>第二段。</p>" in page) == (True, True)
    assert "38 秒" in page


def test_a_page_is_light(client, site):
    tip = a_tip(picture=PictureFactory())
    assert len(client.get(tip.url).content) < 30_000


def test_pages_ask_the_same_of_the_database_however_much_there_is(client, site):
    topic = Topic.objects.create(slug="calls", title="电话")
    tip, _ = [about(topic, picture=PictureFactory()) for _ in range(2)]
    paths = ("/tips/", "/help/", tip.url)
    few = [queries_of(client, path) for path in paths]
    for _ in range(18):
        about(topic, picture=PictureFactory())
    assert [queries_of(client, path) for path in paths] == few
    assert max(few) <= 14
