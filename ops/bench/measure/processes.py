"""What processes cost, as /proc tells it."""

import os
import pathlib

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    """User and system time of a process and its reaped children; None when it is gone."""
    fields = _fields(pid)
    return None if fields is None else sum(int(ticks) for ticks in fields[11:15]) / _TICKS


def started_at(pid):
    """When it began, in seconds of the monotonic clock that counts from boot."""
    fields = _fields(pid)
    return None if fields is None else int(fields[19]) / _TICKS


def family(pid):
    """The process and everything below it."""
    parents = {}
    for folder in pathlib.Path("/proc").iterdir():
        if folder.name.isdigit():
            fields = _fields(folder.name)
            if fields is not None:
                parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found, open_ones = [], [pid]
    while open_ones:
        each = open_ones.pop()
        found.append(each)
        open_ones += parents.get(each, [])
    return found


def family_cpu_seconds(pid):
    return sum(cpu_seconds(each) or 0 for each in family(pid))


def resident_bytes(pid):
    """Proportional set size: what is shared is counted once."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) << 10
    except (FileNotFoundError, ProcessLookupError):
        pass
    return 0


def name(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, ProcessLookupError):
        return "?"


def _fields(pid):
    """Those of /proc/PID/stat from the state on (proc(5), field 3)."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
