"""A primary and its standbys, each a server of its own on a free port."""

import contextlib
import os
import shutil
import signal
import subprocess
import time

from client import USER, ask
from machine import Failure, free_port, output_of, running
from postgres import unprivileged

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "wal_level": "replica",
    "hot_standby": "on",
    "synchronous_commit": "on",
    "shared_buffers": "64MB",
    "wal_receiver_status_interval": "1s",
}


class Server:
    def __init__(self, name, folder):
        self.name, self.folder, self.port, self.process = name, folder, free_port(), None

    def start(self, stack, **more):
        settings = [f"--{name}={value}" for name, value in {**SETTINGS, "port": self.port, **more}.items()]
        out = stack.enter_context(open(self.folder.parent / f"{self.name}.out", "ab"))
        command = [shutil.which("postgres"), "-D", str(self.folder), *settings]
        self.process = stack.enter_context(
            running(command, stop=signal.SIGQUIT, cwd="/", stdout=out, stderr=out, **unprivileged()))
        wait_until(f"{self.name} answers", lambda: ask(self.port, "SELECT 1"))

    def signal(self, number):
        """To the server and all its processes."""
        if number == signal.SIGKILL:
            # Nothing new begins while its processes go.
            os.kill(self.process.pid, signal.SIGSTOP)
        for pid in [*children(self.process.pid), self.process.pid]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def kill(self):
        self.signal(signal.SIGKILL)
        self.process.wait()

    def takes_writes(self):
        return ask(self.port, "SELECT pg_is_in_recovery()", timeout=1) == [("f",)]

    def received(self):
        ((lsn,),) = ask(self.port, "SELECT coalesce(pg_last_wal_receive_lsn(), '0/0') - '0/0'::pg_lsn")
        return int(lsn)


def children(parent):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
                if int(stat.read().rpartition(")")[2].split()[1]) == parent:
                    found.append(int(pid))
    return found


def wait_until(what, is_so, seconds=60, pause=0.05):
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        with contextlib.suppress(Failure, OSError):
            if is_so():
                return time.monotonic()
        time.sleep(pause)
    raise Failure(f"{what}: not within {seconds} s")


def own(folder):
    """Gives folders to the user who runs the server."""
    user = unprivileged()
    if user:
        os.chown(folder, user["user"], user["group"])


class Cluster:
    """A primary whose commits wait until a standby has them: whichever, if there are two."""

    def __init__(self, folder, standbys, stack):
        own(folder)
        os.chmod(folder, 0o755)
        self.stack, self.primary = stack, Server("primary", folder / "primary")
        names = ["one", "two"][:standbys]
        output_of([
            "initdb", "--auth=trust", f"--username={USER}", "--encoding=UTF8", "--no-locale", "--no-sync", "-D",
            self.primary.folder], cwd="/", **unprivileged())
        self.primary.start(stack)
        self.standbys = [self._standby(name, folder) for name in names]
        ask(self.primary.port, f"ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 ({', '.join(names)})'")
        ask(self.primary.port, "SELECT pg_reload_conf()")
        wait_until("the standbys are synchronous", lambda: self.synchronous() == standbys)
        ask(self.primary.port, "CREATE DATABASE bench")

    def _standby(self, name, folder):
        standby = Server(name, folder / name)
        subprocess.run([
            "pg_basebackup", "-h", "127.0.0.1", "-p", str(self.primary.port), "-U", USER, "-D", standby.folder,
            "--checkpoint=fast", "--no-sync", "-X", "stream"], check=True, cwd="/", **unprivileged())
        with open(standby.folder / "standby.signal", "w", encoding="utf-8"):
            own(standby.folder / "standby.signal")
        self.start_standby(standby)
        return standby

    def start_standby(self, standby):
        primary = f"host=127.0.0.1 port={self.primary.port} user={USER} application_name={standby.name}"
        standby.start(self.stack, primary_conninfo=primary, synchronous_standby_names="")

    def synchronous(self):
        text = "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum')"
        return int(ask(self.primary.port, text)[0][0])

    def promote(self):
        """Has the standby take over that has received most; when it took writes."""
        standby = max(self.standbys, key=Server.received)
        ask(standby.port, "SELECT pg_promote(false)")
        at = wait_until("the standby takes over", standby.takes_writes, pause=0.005)
        self.primary = standby
        return at
