import pytest
from django.test import Client

from cms.branches.current import SESSION_KEY
from tests.factories.branches import PASSWORD, BranchFactory, staff

SIGN_IN = "/desk/sign-in/"


def sign_in(client, user, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": user.username, "password": password, **more})


def test_a_lobby_manager_signs_in_and_stands_at_her_branch(cast):
    client = Client()
    answer = sign_in(client, cast.people["lobby"])
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert cast.here.name in client.get("/desk/").content.decode()


def test_one_comes_back_to_the_page_one_wanted(cast):
    client = Client()
    wanted = client.get("/desk/stock/")
    assert wanted["Location"] == f"{SIGN_IN}?next=/desk/stock/"
    answer = sign_in(client, cast.people["lobby"], next="/desk/stock/")
    assert answer["Location"] == "/desk/stock/"


def test_signing_in_leads_to_no_other_site(cast):
    answer = sign_in(Client(), cast.people["lobby"], next="https://example.org/")
    assert answer["Location"] == "/desk/"


def test_a_wrong_password_is_explained_and_the_name_kept(cast):
    answer = sign_in(Client(), cast.people["lobby"], "wrong")
    shown = answer.content.decode()
    assert "用户名或密码不对" in shown
    assert f'value="{cast.people["lobby"].username}"' in shown
    empty = Client().post(SIGN_IN, {}).content.decode()
    assert ("请填写用户名。" in empty, "请填写密码。" in empty) == (True, True)


def test_five_wrong_passwords_lock_with_words(cast):
    client = Client()
    answers = [sign_in(client, cast.people["lobby"], "wrong") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "15 分钟" in answers[-1].content.decode()
    right = sign_in(client, cast.people["lobby"])
    assert right.status_code == 429
    assert sign_in(client, cast.people["sibling"]).status_code == 302


def test_staff_without_a_posting_are_told_kindly(cast):
    client = Client()
    sign_in(client, cast.people["marketing"])
    answer = client.get("/desk/")
    assert answer.status_code == 403
    assert "请联系机构负责人登记任职" in answer.content.decode()


def test_signing_out_forgets_the_branch_and_needs_a_post(cast):
    client = cast.client("manager", at=cast.here)
    assert client.get("/desk/sign-out/").status_code == 405
    assert client.post("/desk/sign-out/")["Location"] == SIGN_IN
    assert SESSION_KEY not in client.session
    assert client.get("/desk/")["Location"].startswith(SIGN_IN)


def test_whoever_has_several_lobbies_chooses_once(cast):
    client = cast.client("manager")
    assert client.get("/desk/stock/")["Location"] == "/desk/branch/"
    shown = client.get("/desk/branch/").content.decode()
    assert ("滨河路网点" in shown, "大桥网点" in shown, "花园网点" in shown) == (True, True, False)
    assert client.post("/desk/branch/", {"code": cast.network.bridge.code})["Location"] == "/desk/"
    today = client.get("/desk/").content.decode()
    assert ("大桥网点" in today, "换网点" in today) == (True, True)


def test_many_lobbies_are_found_by_name_and_code(cast):
    for n in range(60):
        BranchFactory(parent=cast.network.west, name=f"西城第{n}网点", code=f"77{n:03d}")
    client = cast.client("superuser")
    assert "只列出前 40 家" in client.get("/desk/branch/").content.decode()
    for words in ("西城第59", "77059"):
        found = client.get("/desk/branch/", {"q": words}).content.decode()
        assert (found.count("branch-choice"), "西城第59网点" in found) == (1, True)
    nothing = client.get("/desk/branch/", {"q": "月球"}).content.decode()
    assert "没有找到“月球”" in nothing


def test_a_closed_branch_has_no_desk(cast):
    person = staff(BranchFactory(closed=True, parent=cast.network.east))
    client = Client()
    client.force_login(person)
    assert client.get("/desk/").status_code == 403


@pytest.mark.parametrize("inactive", [True, False])
def test_a_leaver_is_out_at_once(cast, inactive):
    client = cast.lobby()
    person = cast.people["lobby"]
    person.is_active = not inactive
    person.save()
    assert client.get("/desk/").status_code == (302 if inactive else 200)
