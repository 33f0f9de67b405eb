"""Processes that outlive the command: started apart, remembered with their start time, ended by pid only."""

import os
import pathlib
import signal
import subprocess
import time

from .errors import LabError
from .store import write_atomically


def start_time(pid: int) -> int | None:
    """Clock ticks after boot at which the process began; None when it is gone or a zombie."""
    try:
        stat = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    fields = stat[stat.rindex(")") + 2:].split()
    return None if fields[0] in "ZX" else int(fields[19])


def remember(pid_file: pathlib.Path, pid: int) -> None:
    started = start_time(pid)
    if started is not None:
        write_atomically(pid_file, f"{pid} {started}\n")


def living(pid_file: pathlib.Path) -> int | None:
    """The pid, if the very process that was remembered still lives: pids are used again."""
    try:
        pid, started = (int(word) for word in pid_file.read_text().split())
    except (FileNotFoundError, ValueError):
        return None
    return pid if start_time(pid) == started else None


def start(command: list[str], pid_file: pathlib.Path, log: pathlib.Path, folder: pathlib.Path,
          environment: dict[str, str] | None = None) -> None:
    try:
        with open(log, "ab") as output:
            # SIGPIPE stays ignored, as Python has it: ipmi_sim would die of a machine that is switched off while it is told something.
            child = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                                     start_new_session=True, env=environment, restore_signals=False)
    except FileNotFoundError:
        raise LabError(f"the program '{command[0]}' is missing; install what ops/lab/packages.txt lists") from None
    remember(pid_file, child.pid)


def end(pid_file: pathlib.Path, first: signal.Signals, patience: float = 3.0) -> None:
    pid = living(pid_file)
    if pid is not None:
        _signal(pid, first)
        if not _gone(pid_file, patience):
            _signal(pid, signal.SIGKILL)
            _gone(pid_file, 10)
    pid_file.unlink(missing_ok=True)


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass


def _gone(pid_file: pathlib.Path, patience: float) -> bool:
    deadline = time.monotonic() + patience
    while living(pid_file) is not None:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
