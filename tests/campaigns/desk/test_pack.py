"""The week's pack: how much of what, one file for all, one button for the books."""

import io
import uuid
from datetime import date, timedelta

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from campaigns.desk.actions import correct_copies, record_pack
from campaigns.desk.pack import copies_this_week, pack_for, weeks_left
from campaigns.ledger.models import Entry
from campaigns.ledger.queries import balance
from cms.library.actions import withdraw_edition
from cms.library.queries import current_edition
from cms.printing.models import PrintRun
from tests.clients import queries_of
from tests.factories.branches import UserFactory, staff
from tests.factories.ledger import Shelf
from tests.factories.library import a_leaflet, an_edition, an_eye_chart, next_edition
from tests.factories.plans import a_campaign
from tests.factories.printing import PrintRunFactory

PACK = "/desk/print/pack/"
TODAY = date(2026, 12, 1)

# ── how many ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("missing", "on_shelf", "weeks", "copies"),
    [
        (300, [80], 8, [30]),  # 220 over 8 weeks is 27.5
        (300, [40, 40], 8, [15, 15]),
        (300, [80, 0], 8, [5, 25]),  # the emptier shelf needs more
        (100, [50, 0, 0], 1, [0, 25, 25]),
        (100, [90, 20], 1, [0, 0]),
        (0, [0, 0], 3, [0, 0]),
        (-5, [0], 3, [0]),
        (100, [-20, 0], 4, [15, 10]),  # below nothing is nothing
        (10, [0] * 7, 5, [5, 0, 0, 0, 0, 0, 0]),
        (5000, [0], 1, [50]),
        (100, [], 2, []),
    ],
)
def test_a_week_prints_its_part_of_what_is_missing(missing, on_shelf, weeks, copies):
    assert copies_this_week(missing=missing, on_shelf=on_shelf, weeks=weeks) == copies


def test_what_was_printed_this_week_is_not_asked_for_again():
    assert copies_this_week(missing=300, on_shelf=[110], weeks=8, printed=30) == [0]
    assert copies_this_week(missing=300, on_shelf=[90], weeks=8, printed=10) == [20]


@pytest.mark.parametrize(("days", "weeks"), [(-3, 1), (0, 1), (6, 1), (7, 2), (30, 5)])
def test_a_week_that_has_begun_counts_whole(days, weeks):
    assert weeks_left(TODAY + timedelta(days=days), TODAY) == weeks


def packs(cast):
    return pack_for(cast.here, timezone.localdate())


def running(cast, *editions, target=300, days=55, **fields):
    return a_campaign(
        materials=[edition.material for edition in editions],
        at={cast.network.east: target},
        ends_on=timezone.localdate() + timedelta(days=days),
        **fields,
    )


def test_the_page_says_in_words_how_the_numbers_came_about(cast):
    running(cast, cast.edition, target=320)
    cast.shelf.receives(100)
    cast.shelf.hands_out(20)
    (pack,) = packs(cast)
    assert pack.words == "目标还差 300 份，架上有 80 份，离结束还有 8 周，这周先印 30 份。"
    assert [(one.edition, one.left, one.copies) for one in pack.suggestions] == [
        (cast.edition, 80, 30)
    ]
    assert pack.words in cast.lobby().get(PACK).content.decode()


def test_whoever_has_printed_the_pack_is_not_asked_again_that_week(cast):
    running(cast, cast.edition, target=320)
    client = cast.lobby()
    client.post(PACK, ticks(cast.edition, copies=40))
    say(cast, list(PrintRun.objects.all()), 40)
    words = packs(cast)[0].words
    assert words == "目标还差 320 份，架上有 40 份，这周已经印了 40 份，先不用再印。"


@pytest.mark.parametrize(
    ("received", "target", "words"),
    [
        (400, 320, "目标还差 320 份，架上有 400 份，够发了，这周不用印。"),
        (0, 0, "这个活动没有给本网点定目标。架上没有的，建议先印 10 份。"),
    ],
)
def test_other_cases_have_words_of_their_own(cast, received, target, words):
    running(cast, cast.edition, target=target)
    if received:
        cast.shelf.receives(received)
    assert packs(cast)[0].words == words


def test_a_reached_target_asks_for_nothing(cast):
    running(cast, cast.edition, target=10)
    cast.shelf.hands_out(12)
    (pack,) = packs(cast)
    assert (pack.words.startswith("目标已经完成"), pack.copies) == (True, 0)


def test_old_paper_counts_unless_it_was_stopped(cast):
    running(cast, cast.edition, target=100, days=3)
    cast.shelf.receives(60)
    new = next_edition(cast.edition)
    ((one,),) = [pack.suggestions for pack in packs(cast)]
    assert (one.edition, one.left, one.copies) == (new, 60, 40)
    withdraw_edition(
        edition=cast.edition, user=UserFactory(admin=True), reason="号码有误", severity="stop"
    )
    ((one,),) = [pack.suggestions for pack in packs(cast)]
    assert (one.left, one.copies) == (0, 50)


def test_an_edition_of_two_campaigns_is_listed_once_with_the_one_that_ends_first(cast):
    running(cast, cast.edition, title="晚结束", days=60)
    running(cast, cast.edition, title="早结束", days=10)
    found = [(pack.progress.campaign.title, len(pack.suggestions)) for pack in packs(cast)]
    assert found == [("早结束", 1), ("晚结束", 0)]


def test_a_poster_is_wanted_once_and_never_up_to_a_target(cast):
    chart = current_edition(an_eye_chart(title="反诈视力表"))
    running(cast, chart)
    ((one,),) = [pack.suggestions for pack in packs(cast)]
    assert (one.copies, packs(cast)[0].copies) == (1, 0)
    shelf = Shelf(cast.here, chart, cast.people["lobby"])
    shelf.receives(1)
    shelf.hands_out(1)
    ((one,),) = [pack.suggestions for pack in packs(cast)]
    assert one.copies == 0


def test_without_a_campaign_there_is_nothing_to_print(cast):
    shown = cast.lobby().get(PACK).content.decode()
    assert "现在没有进行中的活动要印材料" in shown
    assert "做成一个 PDF" not in shown


def test_ten_times_the_editions_cost_no_more_queries(cast):
    client = cast.lobby()
    running(cast, cast.edition)
    few = queries_of(client, PACK)
    for _ in range(3):
        running(cast, *[an_edition() for _ in range(3)])
    assert queries_of(client, PACK) == few


# ── one file ────────────────────────────────────────────────────────────────────────────────


def ticks(*editions, copies=2, **more) -> dict:
    said = {"ink": "black", "sides": "both", "script": "hans"}
    for edition in editions:
        layout = {"leaflet": "leaflet", "poster": "eye_chart"}.get(edition.kind, "tip_sheet")
        said |= {
            f"{edition.code}-take": "on",
            f"{edition.code}-copies": str(copies),
            f"{edition.code}-layout": layout,
        }
    return {**said, **more}


@pytest.fixture
def leaflet(cast):
    return current_edition(a_leaflet(title="防诈秘籍"))


@pytest.fixture
def campaign(cast, leaflet):
    return running(cast, cast.edition, leaflet)


def pages_of(answer) -> int:
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        return len(pdf.pages)


def test_one_button_makes_one_file_and_remembers_how(cast, campaign, leaflet):
    client = cast.lobby()
    answer = client.post(PACK, ticks(cast.edition, leaflet, copies=3, ink="colour", sides="one"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert pages_of(answer) == 3 * 1 + 3 * 2
    runs = PrintRun.objects.order_by("pk")
    assert [(run.edition, run.copies) for run in runs] == [(cast.edition, 3), (leaflet, 3)]
    assert len({run.pack for run in runs}) == 1
    shown = client.get(PACK).content.decode()
    assert 'name="ink" value="colour" checked' in shown
    assert "《防诈秘籍》背面：第 7—9 页" in shown
    again = client.get(reverse("desk:pack_pdf", args=[runs[0].pack]))
    assert again.content == answer.content


def test_only_what_is_ticked_is_printed_and_wrong_numbers_elsewhere_do_not_matter(
    cast, campaign, leaflet
):
    said = ticks(cast.edition, **{f"{leaflet.code}-copies": "很多"})
    assert pages_of(cast.lobby().post(PACK, said)) == 2
    assert PrintRun.objects.get().edition == cast.edition


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"copies": "很多"}, "请用数字填写份数"),
        ({"copies": "0"}, "份数要大于 0"),
        ({"copies": "600"}, "一次最多 500 张"),
        ({"take": ""}, "一份都没有选"),
        ({"layout": "poster"}, "没有这种版式"),
    ],
)
def test_what_cannot_be_is_explained_and_nothing_is_kept(cast, campaign, said, words):
    code = cast.edition.code
    answer = cast.lobby().post(
        PACK, ticks(cast.edition) | {f"{code}-{name}": value for name, value in said.items()}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert PrintRun.objects.count() == 0


def test_cards_come_as_many_as_people_count(cast, campaign):
    said = ticks(cast.edition, copies=10) | {f"{cast.edition.code}-layout": "tip_card"}
    answer = cast.lobby().post(PACK, said)
    assert pages_of(answer) == 3  # four cards a sheet
    assert PrintRun.objects.get().copies == 3
    assert f'value="{3 * 4}"' in cast.lobby().get(PACK).content.decode()


def test_what_cannot_be_printed_is_named_and_the_others_can_be_opened(cast, campaign, leaflet):
    long = current_edition(leaflet.material)
    type(long).objects.filter(pk=long.pk).update(
        printed_content={**long.printed_content, "title": "笑脸😀"}
    )
    answer = cast.lobby().post(PACK, ticks(cast.edition, leaflet))
    shown = answer.content.decode()
    assert "1 种做好了，1 种印不出来" in shown
    assert "字库里没有“😀”这个字" in shown
    run = PrintRun.objects.get()
    assert reverse("desk:pack_pdf", args=[run.pack]) in shown


# ── the books ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def runs(cast, leaflet):
    pack = uuid.uuid4()
    return [
        PrintRunFactory(
            edition=edition,
            branch=cast.here,
            made_by=cast.people["lobby"],
            pack=pack,
            copies=copies,
            layout=layout,
        )
        for edition, copies, layout in ((cast.edition, 20, "tip_sheet"), (leaflet, 10, "leaflet"))
    ]


def say(cast, runs, *copies, ref=None):
    form = {str(run.pk): str(n) for run, n in zip(runs, copies, strict=True)}
    address = reverse("desk:record_pack", args=[runs[0].pack])
    return cast.lobby().post(address, {"client_ref": ref or uuid.uuid4(), **form}, follow=True)


def test_the_copies_are_filled_in_and_one_button_posts_them_all(cast, runs, leaflet):
    shown = cast.lobby().get(PACK).content.decode()
    assert ("都印好了，记进台账" in shown, 'value="20"' in shown) == (True, True)
    assert "本周打印包" in cast.lobby().get("/desk/print/").content.decode()
    answer = say(cast, runs, 20, 10)
    assert "记好了：2 种，一共 30 份。" in answer.content.decode()
    assert (balance(cast.here, cast.edition), balance(cast.here, leaflet)) == (20, 10)
    assert [entry.print_run for entry in Entry.objects.order_by("pk")] == runs
    assert "还没记份数" not in cast.lobby().get("/desk/print/").content.decode()


def test_sending_it_twice_counts_once_and_a_second_tab_is_refused(cast, runs):
    ref = uuid.uuid4()
    say(cast, runs, 20, 10, ref=ref)
    say(cast, runs, 20, 10, ref=ref)
    refused = say(cast, runs, 20, 10)
    assert "这一包已经记过了" in refused.content.decode()
    assert Entry.objects.count() == 2


def test_numbers_can_be_changed_before(cast, runs, leaflet):
    say(cast, runs, 18, 0)
    assert (balance(cast.here, cast.edition), balance(cast.here, leaflet)) == (18, 0)
    assert Entry.objects.count() == 1


def test_one_wrong_number_posts_nothing_and_is_explained(cast, runs):
    answer = say(cast, runs, 20, "很多")
    assert answer.status_code == 422
    assert "请用数字填写份数" in answer.content.decode()
    assert Entry.objects.count() == 0


def test_one_stopped_edition_posts_nothing(cast, runs):
    withdraw_edition(
        edition=runs[1].edition, user=UserFactory(admin=True), reason="号码有误", severity="stop"
    )
    assert "已经撤回" in say(cast, runs, 20, 10).content.decode()
    assert Entry.objects.count() == 0


def correct(cast, run, quantity, ref=None):
    address = reverse("desk:correct_copies", args=[run.pack, run.pk])
    form = {"client_ref": ref or uuid.uuid4(), "quantity": str(quantity)}
    return cast.lobby().post(address, form, follow=True).content.decode()


def test_numbers_can_be_changed_after_and_the_old_entry_stays_with_its_reversal(cast, runs):
    say(cast, runs, 20, 10)
    ref = uuid.uuid4()
    assert "已改：先挂断再问，印了 18 份。" in correct(cast, runs[0], 18, ref)
    correct(cast, runs[0], 18, ref)
    mine = Entry.objects.filter(edition=cast.edition).order_by("pk")
    assert list(mine.values_list("kind", "delta")) == [
        ("print", 20),
        ("reversal", -20),
        ("print", 18),
    ]
    correct(cast, runs[0], 18)
    assert mine.count() == 3
    correct(cast, runs[0], 0)
    assert balance(cast.here, cast.edition) == 0
    correct(cast, runs[0], 7)
    assert balance(cast.here, cast.edition) == 7
    assert "请用数字填写份数" in correct(cast, runs[0], "很多")


def test_a_colleagues_number_is_theirs_to_correct(cast, runs):
    copies = {runs[0].pk: 20, runs[1].pk: 10}
    colleague = staff(cast.here)
    record_pack(runs=runs, copies=copies, user=colleague, client_ref=uuid.uuid4())
    with pytest.raises(ValidationError, match="同事记的"):
        correct_copies(run=runs[0], quantity=5, user=cast.people["lobby"], client_ref=uuid.uuid4())
    assert "改份数" not in cast.lobby().get(PACK).content.decode()


def test_the_pack_of_another_day_is_not_asked_for(cast, runs):
    PrintRun.objects.update(made_at=timezone.now() - timedelta(days=1))
    assert "印好了吗" not in cast.lobby().get(PACK).content.decode()
