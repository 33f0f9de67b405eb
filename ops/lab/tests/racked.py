"""A rack of their own for the tests that need one, and foreign programs to judge it."""

import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest

from .disks import MARK, make_bootable
from .wire import Wire

LAB = pathlib.Path(__file__).resolve().parents[1] / "lab"
# A reset is over by then, and no firmware has come to its network card.
_RESET_SECONDS = 0.3

_PATIENCE_SECONDS = 240


def lab(state, *arguments, code: int = 0, **options) -> str:
    done = subprocess.run([str(LAB), *arguments, "--state", str(state)], capture_output=True, text=True, **options)
    if done.returncode != code:
        raise AssertionError(f"lab {' '.join(arguments)} ended with {done.returncode}, not {code}: {done.stderr}")
    return done.stdout + done.stderr


def until(condition, what: str, patience: float = _PATIENCE_SECONDS) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {patience:.0f} s in vain: {what}")
        time.sleep(0.1)


@unittest.skipUnless(os.geteuid() == 0, "a rack needs root")
class RackCase(unittest.TestCase):
    """One rack for all tests of a class: made by the command line, as a user would."""

    options: tuple[str, ...] = ()

    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls._folder.cleanup)
        cls.state = pathlib.Path(cls._folder.name)
        cls.rack = f"t{os.getpid()}"
        lab(cls.state, "create", cls.rack, "--disk-size", "64M", "--memory", "512M", *cls.options)
        cls.addClassCleanup(lab, cls.state, "destroy", cls.rack)
        cls.told = json.loads(lab(cls.state, "list", "--json"))[0]
        cls.machines = [MachineUnderTest(cls, machine) for machine in cls.told["machines"]]
        cls.wire = Wire(cls.told["interface"])
        cls.addClassCleanup(cls.wire.close)


class MachineUnderTest:
    def __init__(self, case, told: dict):
        self._case = case
        self.name = f"{case.rack}/{told['name']}"
        self.firmware = told["firmware"]
        self.mac = told["mac"][0]
        self.bmc = told["bmc"]
        self.serial = told["serial"]
        self.disk = pathlib.Path(told["disks"][0]["path"])
        self._pid_file = self.disk.parent / "qemu.pid"
        self._log = pathlib.Path(told["serialLog"])
        self._read = 0
        self._booting_since = 0.0

    def arguments(self) -> str:
        """With which its QEMU runs."""
        return pathlib.Path(f"/proc/{self._pid_file.read_text().split()[0]}/cmdline").read_text().replace("\0", " ")

    def make_bootable(self) -> None:
        make_bootable(self.disk, self.firmware)

    def ipmi(self, *arguments: str, address: str | None = None, code: int = 0) -> str:
        command = ["ipmitool", "-I", "lanplus", "-C", "3", "-H", address or self.bmc["address"], "-U", self.bmc["user"],
                   "-f", self.bmc["passwordFile"], *arguments]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != code:
            raise AssertionError(f"ipmitool {' '.join(arguments)} at {self.name} ended with {done.returncode}: {done.stderr}")
        return done.stdout + done.stderr

    def power(self) -> str:
        return self.ipmi("chassis", "power", "status").split()[-1]

    def incarnation(self) -> str | None:
        """Another one after each power-on."""
        return self._pid_file.read_text() if self._pid_file.exists() else None

    def type(self, text: str) -> None:
        lab(self._case.state, "console", self.name, input=text)

    def serial_output(self) -> bytes:
        """What came since the last boot or `forget`."""
        return self._log.read_bytes()[self._read:] if self._log.exists() else b""

    def forget(self) -> None:
        self._read = self._log.stat().st_size if self._log.exists() else 0

    def boot(self, press, *, cycles: bool = False) -> None:
        """Presses what makes the machine boot. What the boot before this one still does, does not count."""
        self.forget()
        before = self.incarnation()
        press()
        if cycles:
            until(lambda: self.incarnation() not in (None, before), f"{self.name} gets power again")
            self._booting_since = self._pid_file.stat().st_mtime
        else:
            self._booting_since = time.time() + _RESET_SECONDS

    def came_up_from(self) -> str | None:
        """By what happened: the disk's own words on the serial line, or DHCP on the wire. Both would be wrong."""
        asked = self._case.wire.has_seen(self.mac, self._booting_since)
        ways = [way for way, seen in (("disk", MARK in self.serial_output()), ("net", asked)) if seen]
        return "+".join(ways) or None
