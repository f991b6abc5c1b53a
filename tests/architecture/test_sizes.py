"""A codebase ages by its largest file: budgets while it is small."""

import statistics
from pathlib import Path

from tests.architecture.source import HOUSES, functions, python_files

FILE_MAX, FILE_P90 = 400, 250
FUNCTION_MAX, FUNCTION_P90 = 60, 28


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def files_too_long(paths: list[Path]) -> list[str]:
    return [f"{path.name}: {lines(path)} lines" for path in paths if lines(path) > FILE_MAX]


def function_lengths(paths: list[Path]) -> dict[str, int]:
    return {
        f"{path.name}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
        for path in paths
        for node in functions(path)
    }


def functions_too_long(paths: list[Path]) -> list[str]:
    return [name for name, length in function_lengths(paths).items() if length > FUNCTION_MAX]


def p90(values: list[int]) -> float:
    return statistics.quantiles(values, n=10)[-1]


def test_no_file_and_no_function_is_too_long():
    paths = python_files(*HOUSES, "tests")
    assert files_too_long(paths) == []
    assert functions_too_long(paths) == []


def test_nine_in_ten_files_and_functions_are_short():
    paths = [path for path in python_files(*HOUSES) if lines(path) > 0]
    assert p90([lines(path) for path in paths]) <= FILE_P90
    assert p90(list(function_lengths(paths).values())) <= FUNCTION_P90


def test_a_planted_long_file_and_long_function_are_named(tmp_path):
    path = tmp_path / "long.py"
    path.write_text("def endless():\n" + "    pass\n" * FILE_MAX)
    assert files_too_long([path]) == ["long.py: 401 lines"]
    assert functions_too_long([path]) == ["long.py:1 endless"]
