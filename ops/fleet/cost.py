"""Processor time and memory of processes, also of those that were killed meanwhile."""

import os
import pathlib
import threading

_TICKS = os.sysconf("SC_CLK_TCK")
_EVERY_S = 0.5


class Cost:
    """Looks at each process by its name and pid again and again: what a killed one used is known up to half a second before its end."""

    def __init__(self, pids):
        """`pids` tells the pid of each name now."""
        self._pids = pids
        self._cpu = {}
        self._from = {}
        self._memory = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def begin(self):
        """Counts from now on."""
        self.look()
        self._from = dict(self._cpu)

    def cpu_seconds(self):
        self.look()
        total = {}
        for key, seconds in self._cpu.items():
            total[key[0]] = total.get(key[0], 0.0) + seconds - self._from.get(key, 0.0)
        return total

    def memory_mb(self):
        """The most of each."""
        return {name: round(kilobytes / 1024) for name, kilobytes in self._memory.items()}

    def look(self):
        for name, pid in self._pids().items():
            try:
                fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
                status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
            except (FileNotFoundError, ProcessLookupError):
                continue
            self._cpu[name, pid] = (int(fields[11]) + int(fields[12])) / _TICKS
            held = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)
            self._memory[name] = max(held, self._memory.get(name, 0))

    def _watch(self):
        while not self._over.wait(_EVERY_S):
            self.look()

    def close(self):
        self._over.set()
        self._thread.join()
