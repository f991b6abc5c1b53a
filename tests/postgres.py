"""Run the suite on a throw-away PostgreSQL that listens on loopback only.

``make test-postgres`` calls this. The cluster lives in a temporary folder, has its own
password and a free port, belongs to a user who is not root, and is always stopped.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
USER = "mingyan"
INSTALL_HINT = "No PostgreSQL found: install it (Debian: apt install postgresql) and run again."


def find_bin() -> Path | None:
    """Return the newest folder that holds initdb."""
    folders = sorted(DEBIAN.glob("*/bin"), key=lambda path: float(path.parent.name))
    if folders:
        return folders[-1]
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def install() -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "postgresql"],
    ):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """One PostgreSQL data folder with its server; PostgreSQL refuses to run as root."""

    def __init__(self, binaries: Path, folder: Path):
        self.binaries = binaries
        self.data = folder / "data"
        self.folder = folder
        self.port = free_port()
        self.password = secrets.token_urlsafe(18)
        self.become = {"user": "postgres", "group": "postgres"} if os.geteuid() == 0 else {}

    @property
    def url(self) -> str:
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        password_file = self.folder / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(self.password, encoding="utf-8")
        if self.become:
            for path in (self.folder, password_file):
                shutil.chown(path, **self.become)
        self.call(
            "initdb", "-D", str(self.data), "-U", USER, "-E", "UTF8", "--locale=C.UTF-8",
            "--auth=scram-sha-256", f"--pwfile={password_file}", "--no-sync",
        )  # fmt: skip
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
            # The data is thrown away, so nothing waits for the disk.
            " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )
        log = str(self.folder / "server.log")
        self.call("pg_ctl", "-D", str(self.data), "-l", log, "-o", options, "-w", "start")

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self.call("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def call(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self.binaries / program), *arguments],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            check=True,
            **self.become,
        )


def main(arguments: list[str]) -> int:
    if find_bin() is None:
        install()
    binaries = find_bin()
    if binaries is None:
        sys.stderr.write(INSTALL_HINT + "\n")
        return 1
    with tempfile.TemporaryDirectory(prefix="mingyan-postgres-") as name:
        cluster = Cluster(binaries, Path(name))
        try:
            cluster.start()
            environment = {**os.environ, "DATABASE_URL": cluster.url}
            command = [sys.executable, "-m", "pytest", *arguments]
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            cluster.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
