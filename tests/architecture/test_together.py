"""`make run` starts a worker beside the server: neither may outlive the other's keeper."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STAY = (
    "import time, pathlib, os; pathlib.Path(r'{file}').write_text(str(os.getpid())); time.sleep(60)"
)
QUICK = "import sys; sys.exit(3)"


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def pid_in(file: Path) -> int:
    for _ in range(500):
        if file.exists() and (text := file.read_text()):
            return int(text)
        time.sleep(0.02)
    raise TimeoutError(f"{file.name} was not written")


def is_gone(pid: int) -> bool:
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def together(tmp_path):
    """Start a worker and a server under their keeper; kill what is left of them afterwards."""
    kept: list[subprocess.Popen] = []

    def start(worker: str, server: str) -> subprocess.Popen:
        said = [program.format(file=tmp_path / name) for program, name in
                ((worker, "worker"), (server, "server"))]  # fmt: skip
        command = [sys.executable, ".ci/together.py", *python(said[0]), "--", *python(said[1])]
        kept.append(
            subprocess.Popen(
                command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
            )
        )
        return kept[-1]

    yield start
    for keeper in kept:
        keeper.kill()
        keeper.communicate()
    for file in tmp_path.iterdir():
        if not is_gone(int(file.read_text())):
            os.kill(int(file.read_text()), signal.SIGKILL)


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_both_end_when_the_keeper_is_asked_to(together, tmp_path, asked):
    keeper = together(STAY, STAY)
    pids = [pid_in(tmp_path / name) for name in ("worker", "server")]
    keeper.send_signal(asked)
    assert keeper.wait(30) == 0
    assert all(is_gone(pid) for pid in pids)


def test_worker_ends_with_the_server_and_it_is_said(together, tmp_path):
    keeper = together(STAY, QUICK)
    _, said = keeper.communicate(timeout=30)
    assert keeper.returncode == 3
    assert "网站停了（退出码 3），后台印制进程也一起停。" in said
    file = tmp_path / "worker"
    assert not file.exists() or is_gone(int(file.read_text()))


def test_worker_that_falls_is_told_of_and_the_server_goes_on(together, tmp_path):
    keeper = together(QUICK, STAY)
    server = pid_in(tmp_path / "server")
    assert keeper.stderr.readline() == (
        "后台印制进程停了（退出码 3），网站照常；5 秒后再启动它。\n"
    )
    os.kill(server, 0)
    keeper.terminate()
    assert keeper.wait(30) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_killed_keeper_leaves_nobody_behind(together, tmp_path):
    keeper = together(STAY, STAY)
    pids = [pid_in(tmp_path / name) for name in ("worker", "server")]
    keeper.kill()
    keeper.wait()
    assert all(is_gone(pid) for pid in pids)
