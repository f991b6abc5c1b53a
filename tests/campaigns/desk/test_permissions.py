"""Who may do what at the desk: every address, every role, one's own and others' things."""

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone
from wagtail.admin import urls as wagtailadmin_urls

from campaigns.desk.checks import OUTSIDE, check_every_address_has_the_door, side_doors
from campaigns.desk.urls import urlpatterns
from campaigns.desk.views.door import DeskView
from campaigns.ledger.models import Entry
from cms.branches.models import BranchStaff
from tests.factories.ledger import Shelf
from tests.factories.printing import PrintRunFactory

OPEN, IN, AWAY, NO, GONE, DONE, NOT_SO = 200, 302, "sign in", 403, 404, 302, 405
EVERYBODY = ("anonymous", "lobby", "sibling", "manager", "marketing", "superuser")

# What each address holds: (method, what its address names). A new address without a row fails.
ADDRESSES = {
    "choose_branch": ("get", None),
    "today": ("get", None),
    "session_paper": ("get", "session"),
    "prints": ("get", None),
    "pack": ("get", None),
    "pack_pdf": ("get", "pack"),
    "record_pack": ("post", "pack"),
    "correct_copies": ("post", "pack"),
    "print": ("get", "edition"),
    "print_pdf": ("post", "edition"),
    "record_print": ("post", "edition"),
    "handouts": ("get", None),
    "record_handout": ("post", "edition"),
    "undo_handout": ("post", None),
    "recall": ("get", "withdrawn"),
    "stock": ("get", None),
    "labels": ("get", "shelf"),
    "statement": ("get", None),
    "record_receipt": ("post", "edition"),
    "write_off": ("post", "edition"),
    "stocktake": ("post", "edition"),
    "reverse": ("post", "entry"),
}
# Pages that only take a form: looking at them changes nothing and shows nothing.
ONLY_POST = {
    "print_pdf",
    "record_pack",
    "correct_copies",
    "record_print",
    "record_handout",
    "undo_handout",
    "reverse",
}

OF_NOBODY = {"anonymous": AWAY, "marketing": NO}
# Whose material, and who at which branch may know of it. Manager and superuser stand at
# riverside, as lobby does; sibling stands at the bridge.
EVERY_LOBBY = {"lobby": OPEN, "sibling": OPEN, "manager": OPEN, "superuser": OPEN}
MATERIAL = {
    "head office": {**OF_NOBODY, **EVERY_LOBBY},
    "own": {**OF_NOBODY, **EVERY_LOBBY, "sibling": GONE},
    "sibling": {**OF_NOBODY, **dict.fromkeys(EVERY_LOBBY, GONE), "sibling": OPEN},
    "parent": {**OF_NOBODY, **EVERY_LOBBY},
}
# An entry is reversed by the person who made it, at the branch where it was made.
ENTRY = {
    "own": {**OF_NOBODY, "lobby": DONE, "sibling": GONE, "manager": GONE, "superuser": GONE},
    "sibling": {**OF_NOBODY, "lobby": GONE, "sibling": DONE, "manager": GONE, "superuser": GONE},
    "parent": {**OF_NOBODY, "lobby": GONE, "sibling": GONE, "manager": DONE, "superuser": GONE},
}
ADDRESSES_WITH_EDITION = [n for n, (_, what) in ADDRESSES.items() if what == "edition"]
FORM = {"quantity": "3", "channel": "lobby", "reason": "damaged", "layout": "tip_sheet"}


def desk_names() -> set[str]:
    return {pattern.name for pattern in urlpatterns}


def branch_of(cast, person: str):
    return {"manager": cast.here, "superuser": cast.here}.get(person)


def verdict(response) -> int | str:
    if response.status_code == 302 and response["Location"].startswith("/desk/sign-in/"):
        return AWAY
    return response.status_code


def ask(cast, person: str, name: str, args=(), method: str | None = None, **form):
    client = cast.client(person, at=branch_of(cast, person))
    send = getattr(client, method or ADDRESSES[name][0])
    return send(reverse(f"desk:{name}", args=args), {"client_ref": uuid.uuid4(), **form})


def test_every_address_has_a_row():
    assert desk_names() - OUTSIDE == set(ADDRESSES)


@pytest.mark.parametrize("person", EVERYBODY)
@pytest.mark.parametrize("name", [n for n, (m, w) in ADDRESSES.items() if w is None and m == "get"])
def test_pages_open_for_those_with_a_posting(cast, name, person):
    expected = {**dict.fromkeys(EVERYBODY, OPEN), **OF_NOBODY}
    assert verdict(ask(cast, person, name)) == expected[person]


@pytest.mark.parametrize("name", ADDRESSES_WITH_EDITION)
def test_material_is_known_to_its_subtree_only(cast, name):
    found = {}
    for owner, edition in cast.editions.items():
        for person in EVERYBODY:
            branch = cast.network.bridge if person == "sibling" else cast.here
            PrintRunFactory(edition=edition, branch=branch, made_by=cast.people["lobby"])
            form = {**FORM, "counted": "3"}
            found[owner, person] = verdict(ask(cast, person, name, [edition.code], **form))
    done = OPEN if name in ("print", "print_pdf") else DONE
    expected = {
        (owner, person): done if answer == OPEN else answer
        for owner, row in MATERIAL.items()
        for person, answer in row.items()
    }
    assert found == expected


@pytest.mark.parametrize("name", ADDRESSES_WITH_EDITION)
def test_nothing_is_posted_to_another_branchs_shelf(cast, name):
    for person in EVERYBODY:
        ask(cast, person, name, [cast.editions["sibling"].code], **{**FORM, "counted": "3"})
    at_home = Entry.objects.filter(edition=cast.editions["sibling"])
    assert set(at_home.values_list("branch", flat=True)) <= {cast.network.bridge.pk}


@pytest.mark.parametrize("name", ["reverse", "undo_handout"])
def test_an_entry_is_undone_by_whoever_made_it_where_they_stand(cast, name):
    shelves = {
        "own": cast.shelf,
        "sibling": Shelf(cast.network.bridge, cast.edition, cast.people["sibling"]),
        "parent": Shelf(cast.here, cast.edition, cast.people["manager"]),
    }
    found = {}
    for owner, shelf in shelves.items():
        for person in EVERYBODY:
            entry = shelf.hands_out(1)
            args = [entry.pk] if name == "reverse" else []
            found[owner, person] = verdict(ask(cast, person, name, args, entry=entry.pk))
            undone = Entry.objects.filter(reverses=entry).exists()
            assert undone == (found[owner, person] == DONE)
    expected = {(owner, p): answer for owner, row in ENTRY.items() for p, answer in row.items()}
    assert found == expected


@pytest.mark.parametrize("name", sorted(ONLY_POST))
def test_looking_changes_nothing(cast, name):
    entry = cast.shelf.hands_out(1)
    named = {
        "edition": [cast.edition.code],
        "entry": [entry.pk],
        "pack": [uuid.uuid4(), 1] if name == "correct_copies" else [uuid.uuid4()],
        None: [],
    }
    assert ask(cast, "lobby", name, named[ADDRESSES[name][1]], method="get").status_code == NOT_SO
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("name", ["pack_pdf", "record_pack", "correct_copies"])
def test_a_pack_is_known_where_it_was_made(cast, name):
    found = {}
    for person in EVERYBODY:
        run = PrintRunFactory(
            edition=cast.edition, branch=cast.here, made_by=cast.people["lobby"], pack=uuid.uuid4()
        )
        args = [run.pack, run.pk] if name == "correct_copies" else [run.pack]
        found[person] = verdict(ask(cast, person, name, args, **{**FORM, str(run.pk): "3"}))
    done = OPEN if name == "pack_pdf" else DONE
    here = dict.fromkeys(("lobby", "manager", "superuser"), done)
    assert found == {**OF_NOBODY, **here, "sibling": GONE}


def test_labels_are_for_those_with_a_posting_and_a_rack(cast):
    found = {person: verdict(ask(cast, person, "labels")) for person in EVERYBODY}
    assert found == {**dict.fromkeys(EVERYBODY, DONE), **OF_NOBODY}  # an empty rack: back to stock
    cast.shelf.receives(5)
    assert ask(cast, "lobby", "labels").content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["record_receipt", "write_off", "stocktake"])
def test_a_deeds_form_opens_and_is_closed_to_strangers(cast, name):
    code = [cast.editions["own"].code]
    found = {p: verdict(ask(cast, p, name, code, method="get")) for p in EVERYBODY}
    assert found == MATERIAL["own"]
    assert Entry.objects.count() == 0


def test_no_page_names_another_branchs_things(cast):
    Shelf(cast.network.bridge, cast.editions["sibling"], cast.people["sibling"]).hands_out(7)
    client = cast.lobby()
    for name, (_, what) in ADDRESSES.items():
        if what is None and name not in ONLY_POST:
            words = client.get(reverse(f"desk:{name}")).content.decode()
            assert "大桥的秘密小贴士" not in words
            assert cast.editions["sibling"].code not in words
            assert "大桥网点" not in words


def test_one_does_not_choose_another_branch(cast):
    client = cast.lobby()
    for branch in (cast.network.bridge, cast.network.east, cast.network.head_office):
        assert client.post("/desk/branch/", {"code": branch.code}).status_code == GONE
    assert client.post("/desk/branch/", {"code": "不存在"}).status_code == GONE
    assert cast.here.name in client.get("/desk/").content.decode()


def test_a_forged_session_does_not_open_another_branch(cast):
    client = cast.client("lobby", at=cast.network.bridge)
    words = client.get("/desk/").content.decode()
    assert (cast.here.name in words, "大桥网点" in words) == (True, False)


def test_who_leaves_is_out_at_the_next_request(cast):
    client = cast.lobby()
    assert client.get("/desk/").status_code == OPEN
    BranchStaff.objects.filter(user=cast.people["lobby"]).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )
    answer = client.post(
        reverse("desk:record_handout", args=[cast.edition.code]),
        {**FORM, "client_ref": uuid.uuid4()},
    )
    assert answer.status_code == NO
    assert "没有网点的岗位" in answer.content.decode()
    assert Entry.objects.count() == 0


# ── the door itself ─────────────────────────────────────────────────────────────────────────


def test_every_address_goes_through_the_door():
    assert check_every_address_has_the_door(None) == []


def test_a_planted_side_door_is_named():
    def peep(request):
        raise AssertionError("never called")

    assert side_doors([*urlpatterns, URLPattern("peep/", peep, name="peep")], DeskView) == ["peep"]


# ── Wagtail's admin ─────────────────────────────────────────────────────────────────────────

ARGUMENTS = [
    (),
    ("1",),
    (1,),
    (1, 1),
    (1, 1, 1),
    ("library", "topic"),
    ("library", "topic", 1),
    ("library", "tippage", 1),
    ("a", "b", "c"),
    (1, "a"),
    ("a", 1),
    (1, "a", 1),
    (uuid.UUID(int=1),),
    (1, "next"),
    (1, uuid.UUID(int=1)),
    ("1", "1", "1", "1"),
    (1, 1, 1, 1),
]


def admin_addresses() -> dict[str, str]:
    """Return every admin address that can be built, by its name; namespaces included."""
    found: dict[str, str] = {}

    def walk(patterns, prefix: str) -> None:
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                walk(pattern.url_patterns, inner)
            elif pattern.name:
                found.setdefault(f"{prefix}{pattern.name}", "")

    walk(get_resolver(wagtailadmin_urls.__name__).url_patterns, "")
    for name in found:
        for args in ARGUMENTS:
            try:
                found[name] = reverse(name, args=args)
                break
            except (NoReverseMatch, TypeError):
                continue
    return found


def test_the_admin_answers_lobby_staff_nowhere(cast):
    addresses = admin_addresses()
    built = {name: address for name, address in addresses.items() if address}
    assert len(built) > 150
    client = cast.lobby()
    answered = {
        name: (address, status)
        for name, address in built.items()
        for status in {client.get(address).status_code, client.post(address).status_code}
        if status not in (302, 403, 404, 405)
    }
    assert answered == {}


def test_nobody_at_a_counter_has_the_right_to_enter_the_admin(cast):
    access = Permission.objects.get(codename="access_admin")
    for person in ("lobby", "sibling", "manager"):
        assert not cast.people[person].has_perm(f"wagtailadmin.{access.codename}")
