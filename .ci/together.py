"""Run the server and the worker beside it until one is asked to stop; leave neither behind.

Usage: together.py WORKER … -- SERVER …

Ctrl-C or a TERM stops both. The server's end is the end of all. A worker that ends by itself is
told of and started again: the site goes on without it meanwhile.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 20.0  # seconds; a chunk in the making takes a few
GRACE = 6.0  # for a server that waits for browsers to hang up, which they do not
COURTESY = 3.0  # for a server that Ctrl-C has reached already: granian hangs when told twice
PAUSE = 5.0  # before a worker that fell is picked up again


class Asked(Exception):
    """Somebody wants us to stop; the argument is the signal."""


def _in_child() -> None:
    """Whoever started us in the background had Ctrl-C ignored; and on Linux, end with us."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


def start(command: list[str], *, apart: bool = False) -> subprocess.Popen:
    """Apart, Ctrl-C reaches it only through us; the server keeps the terminal, for a debugger."""
    return subprocess.Popen(command, process_group=0 if apart else None, preexec_fn=_in_child)


def ends_within(child: subprocess.Popen, seconds: float) -> bool:
    try:
        child.wait(max(0.1, seconds))
    except subprocess.TimeoutExpired:
        return False
    return True


def stop(server: subprocess.Popen, worker: subprocess.Popen, signum: int) -> None:
    asked_at = time.monotonic()
    worker.terminate()
    if signum != signal.SIGINT or not ends_within(server, COURTESY):
        server.terminate()
    for child, patience in ((server, GRACE), (worker, PATIENCE)):
        if not ends_within(child, asked_at + patience - time.monotonic()):
            child.kill()
            child.wait()


def adopt_the_rest() -> None:
    """Ask Linux to hand us whatever a child leaves behind, as granian does when it is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER


def end_the_rest() -> None:
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    for pid in children.read_text().split() if children.exists() else ():
        os.kill(int(pid), signal.SIGKILL)


def say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


class Pair:
    def __init__(self, worker_command: list[str], server_command: list[str]):
        self.worker_command = worker_command
        self.server = start(server_command)
        self.worker = start(worker_command, apart=True)
        self.fell_at = 0.0

    def watch(self) -> int:
        """Return the server's exit code once it has ended by itself."""
        while self.server.poll() is None:
            self.mind_worker()
            time.sleep(0.2)
        say(f"网站停了（退出码 {self.server.returncode}），后台印制进程也一起停。")
        return self.server.returncode or 0

    def mind_worker(self) -> None:
        if self.worker.poll() is None:
            return
        if not self.fell_at:
            self.fell_at = time.monotonic()
            said = f"后台印制进程停了（退出码 {self.worker.returncode}）"
            say(f"{said}，网站照常；{PAUSE:.0f} 秒后再启动它。")
        elif time.monotonic() > self.fell_at + PAUSE:
            self.worker, self.fell_at = start(self.worker_command, apart=True), 0.0


def leave(signum: int, frame: object) -> None:
    for wanted in WANTED:
        signal.signal(wanted, signal.SIG_IGN)
    raise Asked(signum)


WANTED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> int:
    between = sys.argv.index("--")
    for wanted in WANTED:
        signal.signal(wanted, leave)
    adopt_the_rest()
    pair = Pair(sys.argv[1:between], sys.argv[between + 1 :])
    signum = 0
    try:
        return pair.watch()
    except Asked as asked:
        signum = asked.args[0]
        return 0
    finally:
        stop(pair.server, pair.worker, signum)
        end_the_rest()


if __name__ == "__main__":
    sys.exit(main())
