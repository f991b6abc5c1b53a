"""A bundle is killed in the middle, as by a power cut, and asked for again."""

import csv
import hashlib
import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.serving import ROOT, DemoSite


def command(demo_site: DemoSite, folder: Path) -> tuple[list[str], dict[str, str]]:
    words = [
        "bundle_for_press",
        "--edition",
        "001-1",
        "--layout",
        "tip_sheet",
        "--branches",
        "0001",
    ]
    words += ["--out", str(folder / "out.zip"), "--chunk", "1", "--jobs", "2"]
    environment = {**demo_site.environment, "BUNDLE_ROOT": str(folder / "work")}
    return [sys.executable, "manage.py", *words], environment


def stamps(folder: Path) -> dict[str, int]:
    finished = folder.glob("work/*/*/lines.json")
    return {path.parent.name: path.stat().st_mtime_ns for path in finished}


def kill_midway(words: list[str], environment: dict[str, str], folder: Path) -> None:
    """SIGKILL the command once three chunks stand; its processes must go with it."""
    running = subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for _ in range(3_000):
            if len(stamps(folder)) >= 3 or running.poll() is not None:
                break
            time.sleep(0.02)
        assert running.poll() is None
    finally:
        running.kill()
        running.wait()
    for _ in range(500):
        try:
            os.killpg(running.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGKILL)
    pytest.fail("a process of the pool outlived the command")


@pytest.fixture
def one_outlet_spoiled(demo_site: DemoSite):
    """Give one outlet a name no font can draw: its bundle keeps its chunks, to be looked at."""

    def rename(name: str) -> str:
        rows = "from cms.branches.models import Branch\nrow = Branch.objects.lobbies().open()[4]\n"
        save = f"old = row.name; Branch.objects.filter(pk=row.pk).update(name={name!r})\nprint(old)"
        return demo_site.manage("shell", "--no-imports", "-c", rows + save).strip()

    old = rename("笑脸😀网点")
    yield
    rename(old)


def test_killed_bundle_goes_on_where_it_was(demo_site, one_outlet_spoiled, tmp_path):
    words, environment = command(demo_site, tmp_path)
    kill_midway(words, environment, tmp_path)
    before = stamps(tmp_path)
    assert not (tmp_path / "out.zip").exists()

    again = subprocess.run(
        words, cwd=ROOT, env=environment, check=False, capture_output=True, text=True
    )
    assert again.returncode == 0, again.stderr
    after = stamps(tmp_path)
    assert {name: after[name] for name in before} == before
    assert len(after) > len(before)

    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        text = archive.read("manifest.csv").decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert len(rows) == len(after)
        assert [row["网点"] for row in rows if row["状态"] == "没做"] == ["笑脸😀网点"]
        for row in (row for row in rows if row["文件"]):
            assert hashlib.sha256(archive.read(row["文件"])).hexdigest() == row["sha256"]
