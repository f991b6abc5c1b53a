import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook
from wagtail.models import ModelLogEntry

from cms.branches.actions import import_branches
from cms.branches.importing import TableError, read_table
from cms.branches.models import Branch
from tests.factories.branches import UserFactory, a_network, staff

pytestmark = pytest.mark.django_db
CLEAN = ([], [], [], [], [])
HEADER = "机构号,名称,简称,层级,上级机构号,所在区,地址,电话,营业时间"
NETWORK = f"""{HEADER}
0001,岚江银行（演示）,总行,总行,,,,,
0101,滨河路网点,滨河,网点,0100,临江区,滨河路1号,000-5550101,周一至周五 9:00—17:00
0100,东城支行,东城,支行,0010,临江区,,,
0010,岚江分行,,分行,0001,,,,
"""


@pytest.fixture
def table(tmp_path):
    """Write a file and return its path."""

    def write(content: str | bytes, name: str = "branches.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def load(table, capsys):
    """Run the command; return (what was said, what was wrong, whether it failed)."""

    def run(content, *flags: str):
        failed = ""
        try:
            call_command("import_branches", str(table(content)), *flags)
        except CommandError as error:
            failed = str(error)
        out, err = capsys.readouterr()
        return out, err, failed

    return run


def codes() -> list[str]:
    return [branch.code for branch in Branch.objects.all()]


def test_rows_in_any_order_become_a_tree(load):
    out, err, failed = load(NETWORK)
    assert (out, err, failed) == ("新增 4 家，更新 0 家，不变 0 家，有错 0 行。\n", "", "")
    assert codes() == ["0001", "0010", "0100", "0101"]
    assert [b.depth for b in Branch.objects.all()] == [1, 2, 3, 4]
    assert Branch.find_problems() == CLEAN
    assert ModelLogEntry.objects.get().action == "branches.import"


def test_importing_again_changes_nothing(load):
    load(NETWORK)
    out, _, failed = load(NETWORK)
    assert (out, failed) == ("新增 0 家，更新 0 家，不变 4 家，有错 0 行。\n", "")
    assert ModelLogEntry.objects.count() == 1


def test_branch_is_updated_and_moved_by_its_code(load):
    load(NETWORK)
    out, _, failed = load(
        f"{HEADER}\n0200,西城支行,,支行,0010,,,,\n0101,滨河路新址,滨河,网点,0200,,滨江路9号,,\n"
    )
    assert (out, failed) == ("新增 1 家，更新 1 家，不变 0 家，有错 0 行。\n", "")
    moved = Branch.objects.get(code="0101")
    assert (moved.name, moved.address, moved.phone) == ("滨河路新址", "滨江路9号", "")
    assert moved.get_parent().code == "0200"
    assert Branch.find_problems() == CLEAN


def test_column_the_file_lacks_is_left_as_it_is(load):
    load(NETWORK)
    load("code,name,kind,parent\n0101,只改名,outlet,0100\n")
    branch = Branch.objects.get(code="0101")
    assert (branch.name, branch.phone) == ("只改名", "000-5550101")


def test_dry_run_says_and_changes_nothing(load):
    out, _, failed = load(NETWORK, "--dry-run")
    assert (out, failed) == (
        "试运行，什么都没有保存。将会：新增 4 家，更新 0 家，不变 0 家，有错 0 行。\n",
        "",
    )
    assert codes() == []


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("0102,甲,,网点,0404,,,,", "上级机构 0404 不存在：文件里没有，系统里也没有。"),
        ("0102,甲,,小店,0100,,,,", "层级“小店”看不懂，应当是总行、分行、支行、网点之一。"),
        ("0102,甲,,网点,0100,,,没有电话,", "电话只能写数字、短横线和“转”。"),
        (f"0102,{'长' * 41},,网点,0100,,,,", "名称太长，最多 40 个字，现在 41 个。"),
        (f"0102,甲,,网点,0100,,{'长' * 81},,", "地址太长，最多 80 个字，现在 81 个。"),
        (
            "0102,甲,,网点,0100,,,,一；二；三；四；五",
            "营业时间有 5 段，纸上最多印 4 段（用“；”隔开）。",
        ),
        (
            f"0102,甲,,网点,0100,,,,{'长' * 41}",
            f"营业时间“{'长' * 41}”有 41 个字，每段最多 40 个，请改短或用“；”分段。",
        ),
        (
            f"0001,{'长' * 31},,总行,,,,,",
            "总行名称就是银行名称，印在材料上，最多 30 个字，现在 31 个。",
        ),
        (
            "0102,笑脸😀,,网点,0100,,,,",
            "名称：印材料的字库里没有“😀”这个字，请换成常用的写法，例如同音字或拼音。",
        ),
        ("0102,,,网点,0100,,,,", "缺名称。"),
        ("0102,甲,,网点,,,,,", "缺上级机构号。"),
        ("0102,甲,,网点,0101,,,,", "网点不能放在网点 0101 下面。"),
        ("0102,甲,,支行,0102,,,,", "上级机构绕成了圈：0102 → 0102。"),
        ("0002,乙总行,,总行,,,,,", "总行只能有一个，已经有 0001。"),
        ("0002,乙总行,,总行,0001,,,,", "总行没有上级机构，上级机构号应当空着。"),
        ("机构,甲,,网点,0100,,,,", "机构号只能用 2 到 12 位数字或英文字母。"),
        ("0100,东城,,网点,0010,,,,", "下面还有网点 0101，不能改成网点。"),
    ],
)
def test_bad_row_is_named_and_the_good_ones_are_saved(load, row, reason):
    load(NETWORK)
    out, err, failed = load(f"{HEADER}\n0103,好网点,,网点,0100,,,,\n{row}\n")
    assert err == f"第 3 行（{row.split(',')[0]}）：{reason}\n"
    assert out == "新增 1 家，更新 0 家，不变 0 家，有错 1 行。\n"
    assert failed == "有 1 行没有导入，请按上面的说明改好再导一次。"
    assert Branch.objects.filter(code="0103").exists()
    assert Branch.find_problems() == CLEAN


def test_every_row_of_a_duplicate_code_is_named(load):
    load(NETWORK)
    _, err, _ = load(
        f"{HEADER}\n0105,甲,,网点,0100,,,,\n0106,乙,,网点,0100,,,,\n0105,丙,,网点,0100,,,,\n"
    )
    words = "机构号 0105 在第 2、4 行重复，请只留一行。"
    assert err == f"第 2 行（0105）：{words}\n第 4 行（0105）：{words}\n"
    assert "0105" not in codes()
    assert "0106" in codes()


def test_every_row_of_a_circle_is_named_and_what_hangs_on_it(load):
    load(NETWORK)
    _, err, _ = load(
        f"{HEADER}\n0300,甲,,分行,0310,,,,\n0310,乙,,支行,0300,,,,\n0311,丙,,网点,0310,,,,\n"
    )
    assert err.splitlines() == [
        "第 2 行（0300）：上级机构绕成了圈：0300 → 0310 → 0300。",
        "第 3 行（0310）：上级机构绕成了圈：0310 → 0300 → 0310。",
        "第 4 行（0311）：上级机构 0310 在第 3 行有错，先改好那一行。",
    ]


def test_child_of_a_bad_row_is_told_which_row_to_mend(load):
    load(NETWORK)
    _, err, _ = load(f"{HEADER}\n0400,坏支行,,支行,0010,,,坏电话,\n0401,它的网点,,网点,0400,,,,\n")
    assert err.splitlines()[1] == "第 3 行（0401）：上级机构 0400 在第 2 行有错，先改好那一行。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_files_of_chinese_windows_are_read(load, encoding):
    assert load(NETWORK.encode(encoding))[2] == ""
    assert Branch.objects.get(code="0101").name == "滨河路网点"


def test_full_width_digits_are_put_right(load):
    load(NETWORK.replace("0101,", "０１０１,").replace("000-5550101", "０００-５５５０１０１"))
    assert Branch.objects.get(code="0101").phone == "000-5550101"


def test_xlsx_is_read_like_csv(load, tmp_path):
    book = Workbook()
    for line in NETWORK.splitlines():
        book.active.append(line.split(","))
    book.save(tmp_path / "network.xlsx")
    assert load((tmp_path / "network.xlsx").read_bytes())[2] == ""
    assert codes() == ["0001", "0010", "0100", "0101"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (b"\n\n", "文件是空的"),
        ("名字,电话\n甲,1\n", "表头缺少：机构号、名称、层级、上级机构号。表头应当有：机构号、"),
        ("机构号,名称,层级,上级机构号,code\n", "表头里“机构号”写了两次"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "这个文件不是表格"),
        (b"PK\x03\x04 no workbook", "这个文件不是 Excel 表格，或者已经损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "旧版 Excel"),
    ],
)
def test_file_that_is_no_table_is_refused_with_words(load, content, words):
    assert words in load(content)[2]
    assert codes() == []


def test_missing_file_and_folder_are_refused_with_words(tmp_path):
    with pytest.raises(TableError, match="找不到文件"):
        read_table(tmp_path / "nothing.csv")
    with pytest.raises(TableError, match="不是文件"):
        read_table(tmp_path)


def test_column_nobody_uses_is_mentioned(load):
    out, _, failed = load("机构号,名称,层级,上级机构号,备注\n0001,银行,总行,,你好\n")
    assert out.startswith("没有用到的列：备注\n")
    assert failed == ""


def test_two_thousand_branches_take_few_statements(load):
    lines = [HEADER, "0001,大银行,,总行,,,,,"]
    for branch in range(10):
        lines.append(f"B{branch},分行{branch},,分行,0001,,,,")
        for sub in range(20):
            lines.append(f"S{branch}{sub:02},支行{sub},,支行,B{branch},,,,")
            lines += [f"N{branch}{sub:02}{n},网点{n},,网点,S{branch}{sub:02},,,," for n in range(9)]
    content = "\n".join(lines)
    with CaptureQueriesContext(connection) as queries:
        assert load(content)[2] == ""
    assert len(queries) < 60
    assert Branch.objects.count() == 1 + 10 + 200 + 1800
    assert Branch.find_problems() == CLEAN


def test_new_rows_join_children_that_stand_already(load):
    network = a_network()
    load(f"{HEADER}\n91103,第三网点,,网点,91100,,,,\n91210,新支行,,支行,91000,,,,\n")
    children = [b.code for b in Branch.objects.get(pk=network.east.pk).get_children()]
    assert children == ["91101", "91102", "91103"]
    assert Branch.find_problems() == CLEAN


def test_lobby_staff_import_nothing(table):
    network = a_network()
    rows = read_table(table(NETWORK)).rows
    with pytest.raises(PermissionDenied, match="没有维护机构的权限"):
        import_branches(user=staff(network.garden), rows=rows)
    assert import_branches(user=UserFactory(admin=True), rows=[]).added == []
