import io
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from campaigns.ledger.actions import record_handout, reverse_entry
from campaigns.plans.actions import open_campaign
from campaigns.returns.actions import count_scan
from campaigns.returns.enums import ScanMeans
from campaigns.returns.reports import HEADINGS, progress
from cms.library.models import Edition
from tests.clients import in_group, queries_of, signed_in
from tests.factories.branches import BranchFactory, UserFactory, staff
from tests.factories.library import a_leaflet
from tests.factories.plans import a_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(network):
    """Two outlets that handed out, one scan, one typed code."""
    campaign = a_campaign(materials=(a_leaflet(),), at={network.branch: 100}, title="冬日/护老")
    edition, admin = Edition.objects.get(), UserFactory(admin=True)
    common = {"edition": edition, "user": admin}
    record_handout(branch=network.riverside, quantity=30, **common)
    record_handout(branch=network.garden, quantity=50, **common)
    slip = record_handout(branch=network.garden, quantity=999, **common)
    reverse_entry(entry=slip, user=admin)
    today = timezone.localdate()
    count_scan(edition=edition, branch=network.garden, on=today, means=ScanMeans.QR)
    count_scan(edition=edition, branch=None, on=today, means=ScanMeans.TYPED)
    return SimpleNamespace(network=network, campaign=campaign, edition=edition, admin=admin)


def address(**query) -> str:
    return f"{reverse('campaign_return')}?" + "&".join(f"{k}={v}" for k, v in query.items())


def sheet_rows(response) -> list[tuple]:
    data = b"".join(response.streaming_content)
    return list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))


def test_excel_holds_real_numbers_rolled_up_along_the_tree(world):
    heading, *rows = sheet_rows(in_group("市场").get(address(export="xlsx")))
    assert heading == HEADINGS
    assert rows == [
        ("90000", "岚江银行（演示）", "总行", 300, 0, 80, 1, 1, 0.2667),
        ("91000", "岚江分行", "分行", 300, 0, 80, 1, 0, 0.2667),
        ("91100", "东城支行", "支行", 200, 0, 30, 0, 0, 0.15),
        ("91101", "滨河路网点", "网点", 100, 0, 30, 0, 0, 0.3),
        ("91102", "大桥网点", "网点", 100, 0, 0, 0, 0, 0),
        ("91200", "西城支行", "支行", 100, 0, 50, 1, 0, 0.5),
        ("91201", "花园网点", "网点", 100, 0, 50, 1, 0, 0.5),
    ]


def test_csv_opens_in_excel_and_runs_no_formula(world):
    world.network.garden.name = "=HYPERLINK(1)"
    world.network.garden.save()
    response = in_group("消保").get(address(export="csv"))
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff机构号,机构,层级,目标（份）")
    assert "91201,'=HYPERLINK(1),网点,100,0,50,1,0,0.5" in text.splitlines()


def test_excel_keeps_a_formula_as_text(world):
    world.network.garden.name = "=1+1"
    world.network.garden.save()
    data = b"".join(in_group("市场").get(address(export="xlsx")).streaming_content)
    cell = load_workbook(io.BytesIO(data)).active["B8"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_file_is_named_after_the_campaign_and_the_day(world):
    response = in_group("合规").get(address(export="xlsx"))
    name = f"活动回报-冬日 护老-{timezone.localdate():%Y%m%d}.xlsx"
    assert response.headers["Content-Disposition"] == (
        f"attachment; filename*=utf-8''{quote(name)}"
    )


def test_screen_shows_the_tree_indented_with_completion(world):
    text = in_group("市场").get(address()).text
    assert 'class="my-depth-4"' in text
    assert "27%" in text
    assert "花园网点" in text


def test_screen_folds_outlets_away_on_demand(world):
    text = in_group("市场").get(address(level="sub_branch")).text
    assert "花园网点" not in text
    assert "还有 3 家更下级的机构没有列出" in text


def test_campaign_without_branches_is_told_kindly(world):
    empty = a_campaign(title="空活动")
    text = in_group("市场").get(address(campaign=empty.pk)).text
    assert "“空活动”还没有参与机构，也还没有记录" in text


def test_no_campaign_at_all_is_told_kindly(network):
    assert "还没有发布过活动" in in_group("市场").get(address()).text
    assert in_group("市场").get(address(export="csv")).status_code == 200


@pytest.mark.parametrize("asked", ["0", "abc", "999999", "-1"])
def test_unknown_campaign_falls_back_to_the_running_one(world, asked):
    assert "冬日/护老" in in_group("市场").get(address(campaign=asked)).text


def test_report_is_head_offices_only(world):
    reviewer, lobby = in_group("编审"), signed_in(staff(world.network.garden))
    answers = {client.get(address()).status_code for client in (reviewer, lobby)}
    assert answers - {302, 403} == set()
    assert "活动回报" not in reviewer.get(reverse("wagtailadmin_home")).text


def test_report_asks_as_little_of_ten_times_the_rows(world):
    client, today = in_group("市场"), timezone.localdate()
    few = queries_of(client, address())
    for _ in range(30):
        outlet = BranchFactory(parent=world.network.west)
        for means in ScanMeans:
            count_scan(edition=world.edition, branch=outlet, on=today, means=means)
        record_handout(branch=outlet, quantity=1, edition=world.edition, user=world.admin)
        a_campaign(at={outlet: 5})
    open_campaign(campaign=world.campaign, user=world.admin)
    assert queries_of(client, address(campaign=world.campaign.pk)) == few
    assert few <= 15


def test_progress_is_net_of_reversals(world):
    (row,) = progress([world.campaign])
    assert (row.target, row.handed_out) == (300, 80)
