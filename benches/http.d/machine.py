"""Processes that end with this one, what they cost, and what machine it is."""

import contextlib
import ctypes
import os
import pathlib
import platform
import signal
import socket
import subprocess

TICKS = os.sysconf("SC_CLK_TCK")
PR_SET_PDEATHSIG = 1


class Failure(Exception):
    """Why nothing could be measured, in one sentence for the user."""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextlib.contextmanager
def running(command, stop=signal.SIGTERM, patience=30, **options):
    """A process for the length of a block. It ends even if this one is killed."""
    libc = ctypes.CDLL(None)
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL),
        **options,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(stop)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process.stdout:
            process.stdout.close()


def output_of(command, timeout=600, **options):
    """What a program prints; it must succeed."""
    with running(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options) as process:
        text, _ = process.communicate(timeout=timeout)
        if process.returncode:
            raise Failure(f"{command[0]} ended with {process.returncode}:\n{text[-2000:]}")
        return text


def stat(pid):
    """The fields of /proc/PID/stat from the third on (proc(5)); a name can have spaces and parentheses."""
    return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def cpu_of(pid):
    """The seconds of CPU that a process has used, in all its threads."""
    return sum(map(int, stat(pid)[11:13])) / TICKS


def cpu_of_family(pid):
    """The same of a process and its children, those that have ended included."""
    ticks = sum(map(int, stat(pid)[11:15]))
    for child in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            fields = stat(child)
            if int(fields[1]) == pid:
                ticks += sum(map(int, fields[11:15]))
    return ticks / TICKS


def memory_of(pid):
    """The memory that a process has now and had at most, in MiB."""
    lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    fields = dict(line.split(":", 1) for line in lines)
    return tuple(int(fields[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))


def description():
    """The machine, and how busy it was before: figures from one that has other work say little."""
    model = next(
        (line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, Linux {platform.release()}, load average {load:.1f}"
