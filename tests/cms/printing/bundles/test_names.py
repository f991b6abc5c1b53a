import pytest

from cms.printing.bundles.names import file_names, plain_cell, safe_name


def test_file_is_named_after_code_name_and_edition():
    assert file_names([("91201", "花园网点")], "017-3") == ["91201-花园网点-017-3.pdf"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ('东/西\\南:北*"？', "东／西＼南：北＊＂？"),
        ("  花园  网点. ", "花园 网点"),
        ("花\u202e园\x00网\n点", "花园网点"),
        ("../../etc/passwd", "／..／etc／passwd"),
        ("e\u0301", "é"),
    ],
)
def test_name_opens_on_windows_and_leads_nowhere_else(name, shown):
    assert safe_name(name) == shown


def test_no_two_files_have_one_name_even_where_case_does_not_count():
    names = file_names([("a1", "网点"), ("A1", "网点"), ("a1", "网点")], "001-1")
    assert names == ["a1-网点-001-1.pdf", "A1-网点-001-1-2.pdf", "a1-网点-001-1-3.pdf"]


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "+86", "-2", "@SUM(A1)", "\t=1", "＝1+1"])
def test_nothing_in_the_manifest_runs_in_a_spreadsheet(text):
    assert plain_cell(text) == f"'{text}"


def test_plain_words_stay_as_they_are():
    assert plain_cell("花园网点=好") == "花园网点=好"
