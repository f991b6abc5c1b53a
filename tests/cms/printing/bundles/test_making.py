"""Real editions, real PDFs, a real folder; only the number of branches is small."""

import csv
import hashlib
import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.branches.models import Branch
from cms.library.models import Edition
from cms.printing.bundles.chunks import BundleError, DamagedChunkError
from cms.printing.bundles.making import Progress, make_bundle
from cms.printing.bundles.order import bundle_order, outlets_below
from cms.printing.enums import BundleOutput
from cms.printing.layouts import LAYOUTS
from cms.printing.options import PrintOptions
from tests.factories.branches import BranchFactory
from tests.factories.library import a_leaflet, a_tip

pytestmark = pytest.mark.django_db
ZIP, PDF = BundleOutput.ZIP, BundleOutput.PDF


def an_order(root: Branch, output=ZIP, chunk_size=2, layout="tip_sheet", **options):
    return bundle_order(
        edition=Edition.objects.get(),
        layout=LAYOUTS[layout],
        options=PrintOptions(**options),
        branches=outlets_below(root),
        output=output,
        chunk_size=chunk_size,
    )


def make(order, tmp_path: Path, jobs=1, report=lambda progress: None):
    out = tmp_path / f"out.{order.output}"
    return make_bundle(order, folder=tmp_path / "work", out=out, jobs=jobs, report=report)


def rows_of(text: bytes) -> list[dict]:
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def spoil(branch: Branch, **words) -> None:
    """Write into the row what no form would let through."""
    Branch.objects.filter(pk=branch.pk).update(**words)


def stamps(folder: Path) -> dict[str, int]:
    return {path.parent.name: path.stat().st_mtime_ns for path in folder.glob("*/lines.json")}


def test_zip_holds_a_pdf_for_every_open_outlet_and_a_manifest_that_is_true(network, tmp_path):
    a_tip()
    BranchFactory(parent=network.west, code="91299", name="停业网点", is_open=False)
    made = make(an_order(network.head_office), tmp_path)
    with zipfile.ZipFile(made.file) as archive:
        rows = rows_of(archive.read("manifest.csv"))
        assert [row["机构号"] for row in rows] == ["91101", "91102", "91201"]
        assert rows[2]["文件"] == "91201-花园网点-001-1.pdf"
        for row in rows:
            pdf = archive.read(row["文件"])
            assert row["sha256"] == hashlib.sha256(pdf).hexdigest()
            assert (row["字节"], row["状态"], row["原因"]) == (str(len(pdf)), "已做", "")
            assert archive.getinfo(row["文件"]).compress_type == zipfile.ZIP_STORED
        assert archive.testzip() is None
        assert len(archive.namelist()) == 4
    assert made.sha256 == hashlib.sha256(made.file.read_bytes()).hexdigest()
    assert made.failed == []


def test_each_file_is_what_the_branch_would_print_itself(network, tmp_path):
    a_tip()
    order = an_order(network.west)
    made = make(order, tmp_path)
    with zipfile.ZipFile(made.file) as archive:
        assert archive.read("91201-花园网点-001-1.pdf") == order.job.pdf(network.garden)


def test_same_bundle_has_the_same_bytes_on_all_cores_too(network, tmp_path):
    a_tip()
    one = make(an_order(network.head_office), tmp_path / "one")
    two = make(an_order(network.head_office), tmp_path / "two", jobs=2)
    assert one.sha256 == two.sha256


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"name": "笑脸😀网点"}, "字库里没有“😀”这个字"),
        ({"hours": "一；二；三；四；五"}, "营业时间有 5 项，应当是 0 到 4 项"),
    ],
)
@pytest.mark.parametrize("output", [ZIP, PDF])
def test_branch_with_bad_data_is_named_and_the_others_come_out(
    network, tmp_path, words, reason, output
):
    a_tip()
    spoil(network.bridge, **words)
    made = make(an_order(network.head_office, output, chunk_size=10), tmp_path)
    assert [line.code for line in made.failed] == ["91102"]
    text = made.file.with_suffix(".csv").read_bytes() if output == PDF else None
    if output == ZIP:
        with zipfile.ZipFile(made.file) as archive:
            text = archive.read("manifest.csv")
            assert len(archive.namelist()) == 3
    rows = {row["机构号"]: row for row in rows_of(text)}
    assert {code: row["状态"] for code, row in rows.items()} == {
        "91101": "已做", "91102": "没做", "91201": "已做",
    }  # fmt: skip
    assert reason in rows["91102"]["原因"]
    assert (rows["91102"]["文件"], rows["91102"]["sha256"]) == ("", "")


def test_longest_name_and_address_come_out(network, tmp_path):
    a_leaflet()
    spoil(network.garden, name="长" * 40, address="岚" * 80)
    made = make(an_order(network.west, layout="leaflet"), tmp_path)
    with zipfile.ZipFile(made.file) as archive:
        assert archive.namelist() == [f"91201-{'长' * 40}-001-1.pdf", "manifest.csv"]


def test_merged_pdf_says_whose_pages_are_whose(network, tmp_path):
    a_leaflet()
    made = make(an_order(network.head_office, PDF, layout="leaflet"), tmp_path)
    rows = rows_of(made.file.with_suffix(".csv").read_bytes())
    assert [(row["起始页"], row["结束页"], row["页数"]) for row in rows] == [
        ("1", "2", "2"), ("3", "4", "2"), ("5", "6", "2"),
    ]  # fmt: skip
    assert {row["sha256"] for row in rows} == {made.sha256}
    with pikepdf.open(made.file) as merged:
        assert len(merged.pages) == 6
        assert merged.Root.ViewerPreferences.PrintScaling == "/None"
        with merged.open_outline() as outline:
            assert [item.title for item in outline.root] == [
                "91101 滨河路网点", "91102 大桥网点", "91201 花园网点",
            ]  # fmt: skip


def test_name_that_begins_like_a_formula_is_text_in_the_manifest(network, tmp_path):
    a_tip()
    spoil(network.garden, name="=cmd|' /C calc'!A0")
    made = make(an_order(network.west), tmp_path)
    with zipfile.ZipFile(made.file) as archive:
        assert rows_of(archive.read("manifest.csv"))[0]["网点"] == "'=cmd|' /C calc'!A0"


def test_work_that_was_broken_off_goes_on_at_the_first_missing_chunk(network, tmp_path):
    a_tip()

    def give_up(progress: Progress) -> None:
        if progress.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(an_order(network.head_office, chunk_size=1), tmp_path, report=give_up)
    before = stamps(tmp_path / "work")
    assert sorted(before) == ["00001", "00002"]
    seen = []
    made = make(
        an_order(network.head_office, chunk_size=1), tmp_path, report=lambda p: seen.append(p.done)
    )
    after = stamps(tmp_path / "work")
    assert {name: after[name] for name in before} == before
    assert seen[:4] == [0, 1, 2, 3]
    assert made.total == 3


def test_only_the_chunk_of_a_mended_branch_is_made_again(network, tmp_path):
    a_tip()
    spoil(network.garden, name="笑脸😀网点")
    first = make(an_order(network.head_office, chunk_size=1), tmp_path)
    before = stamps(tmp_path / "work")
    spoil(network.garden, name="花园网点")
    second = make(an_order(network.head_office, chunk_size=1), tmp_path)
    after = stamps(tmp_path / "work")
    assert ([line.code for line in first.failed], second.failed) == (["91201"], [])
    assert [name for name in sorted(after) if after[name] != before[name]] == ["00003"]


def test_half_written_chunk_is_made_again(network, tmp_path):
    a_tip()
    half = tmp_path / "work" / "00001.part"
    half.mkdir(parents=True)
    (half / "91101-滨河路网点-001-1.pdf").write_bytes(b"%PDF-half")
    make(an_order(network.head_office), tmp_path)
    assert not half.exists()


def test_file_spoiled_on_disk_is_noticed_and_made_again(network, tmp_path):
    a_tip()
    order = an_order(network.west)
    make(order, tmp_path)
    kept = tmp_path / "work" / "00001" / "91201-花园网点-001-1.pdf"
    kept.write_bytes(b"\x00" * kept.stat().st_size)
    with pytest.raises(DamagedChunkError):
        make(order, tmp_path)
    assert make(order, tmp_path).failed == []


def test_two_at_one_folder_do_not_disturb_each_other(network, tmp_path):
    a_tip()
    order = an_order(network.west)

    def begin_another(progress: Progress) -> None:
        make(order, tmp_path)

    with pytest.raises(BundleError, match="正由另一个程序在做"):
        make(order, tmp_path, report=begin_another)


def test_when_nobody_can_be_printed_the_reason_is_said(network, tmp_path):
    a_tip()
    spoil(network.garden, name="笑脸😀网点")
    with pytest.raises(BundleError, match="一家也没做成，例如“笑脸😀网点”：.*没有“😀”这个字"):
        make(an_order(network.west), tmp_path)


def test_queries_do_not_grow_with_the_branches_of_a_chunk(network, tmp_path):
    a_tip()

    def queries(folder: str) -> int:
        order = an_order(network.head_office, chunk_size=50)
        with CaptureQueriesContext(connection) as captured:
            make(order, tmp_path / folder)
        return len(captured)

    few = queries("few")
    for _ in range(7):
        BranchFactory(parent=network.west)
    assert queries("many") == few
