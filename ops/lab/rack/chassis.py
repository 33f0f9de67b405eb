"""The power button, the reset button and the boot order of one machine.

Both the BMC (through bmc/chassis) and the command line press them, so each act holds the machine's lock.
Whether a machine is on is never stored: it is on while its QEMU lives.
"""

import contextlib
import fcntl
import os
import pathlib
import signal
import subprocess
import time

from . import boot, firmware, medium, namespaces, network, processes, qemu, spec, volumes
from .errors import LabError
from .qmp import Qmp
from .store import write_atomically

_PID = "qemu.pid"
_FLAGS = "boot-flags"
_LOCK = "chassis.lock"

# Capacitors: IPMI 2.0, 28.3 wants at least one second without power.
_CYCLE_PAUSE_SECONDS = 1.0


class Chassis:
    def __init__(self, rack: spec.Rack, machine: spec.Machine, folder: pathlib.Path):
        self._rack = rack
        self._machine = machine
        self._folder = folder
        self._name = f"{rack.name}/{machine.name}"

    def is_on(self) -> bool:
        return processes.living(self._folder / _PID) is not None

    def power_on(self) -> None:
        with self._locked():
            if not self.is_on():
                self._start()

    def power_off(self) -> None:
        """Pulls the plug: QEMU is killed and gets no word to say."""
        with self._locked():
            self._stop()

    def cycle(self) -> None:
        with self._locked():
            self._stop()
            time.sleep(_CYCLE_PAUSE_SECONDS)
            self._start()

    def reset(self) -> None:
        self._ask("system_reset", "reset")

    def interrupt(self) -> None:
        """The diagnostic interrupt: an NMI, which most systems answer with a panic and a dump."""
        self._ask("inject-nmi", "interrupt")

    def soft_off(self) -> None:
        """ACPI power button; what comes of it is up to the system that runs."""
        self._ask("system_powerdown", "shut down")

    def apply_boot_order(self) -> None:
        """Makes the boot flags those of the next reset, if the machine is on; a power-on reads them anyway."""
        with self._locked():
            if self.is_on():
                self._set_order(self._flags())

    def insert_medium(self, url: str) -> None:
        """Into the drive that the BMC emulates; a machine that is on sees it at once, if it had the drive when it was switched on."""
        medium.fetch(self._folder, url)
        with self._locked():
            if self.is_on():
                with self._qmp() as qmp:
                    if _has_drive(qmp):
                        # In the background QEMU is not in the machine's folder any more.
                        qmp.execute("blockdev-change-medium", id=qemu.DRIVE, filename=str(self._folder / medium.FILE), format="raw",
                                    **{"read-only-mode": "read-only", "force": True})

    def eject_medium(self) -> None:
        with self._locked():
            if self.is_on():
                with self._qmp() as qmp:
                    if _has_drive(qmp):
                        qmp.execute("eject", id=qemu.DRIVE, force=True)
            medium.remove(self._folder)

    def consume_boot_flags(self) -> None:
        """After the firmware has read the order: a one-shot override is over, the standing order returns."""
        with self._locked():
            flags = self._flags().consumed()
            write_atomically(self._folder / _FLAGS, flags.format())
            if self.is_on():
                self._set_order(flags)

    def _start(self) -> None:
        flags = self._flags()
        taps = network.open_taps(self._rack, self._machine)
        machine = volumes.start(firmware.start(self._machine, self._folder), self._folder)
        command = qemu.command(self._rack, machine, flags, taps, medium.has_drive(self._folder),
                               medium.image(self._folder) is not None)
        try:
            with namespaces.entered(self._rack.machine_namespace(self._machine)):
                done = subprocess.run(command, cwd=self._folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, pass_fds=taps)
        except FileNotFoundError:
            raise LabError("qemu-system-x86_64 is missing; install what ops/lab/packages.txt lists") from None
        finally:
            for descriptor in taps:
                os.close(descriptor)
        if done.returncode != 0:
            raise LabError(f"power on {self._name}: QEMU does not start: {done.stderr.strip()}")
        scratch = self._folder / qemu.PID_SCRATCH
        processes.remember(self._folder / _PID, int(scratch.read_text()))
        scratch.unlink()
        if not self.is_on():
            raise LabError(f"power on {self._name}: QEMU ended as soon as it had started")
        # The order of this boot is fixed since QEMU's first reset, which was before it went to the background.
        if flags.valid and not flags.persistent:
            spent = flags.consumed()
            write_atomically(self._folder / _FLAGS, spent.format())
            self._set_order(spent)

    def _stop(self) -> None:
        processes.end(self._folder / _PID, signal.SIGKILL)
        for left in (qemu.QMP_SOCKET, qemu.EVENT_SOCKET):
            (self._folder / left).unlink(missing_ok=True)

    def _ask(self, command: str, what: str) -> None:
        with self._locked():
            if not self.is_on():
                raise LabError(f"{what} {self._name}: the machine is off")
            with self._qmp() as qmp:
                qmp.execute(command)

    def _set_order(self, flags: boot.BootFlags) -> None:
        with self._qmp() as qmp:
            has_drive = _has_drive(qmp)
            machine = volumes.shown(self._machine, self._folder)
            indices = qemu.boot_indices(machine, flags.order(machine.boot_order), has_drive)
            devices = qemu.boot_indices(machine, (*spec.BOOT_DEVICES, "cd"), has_drive)
            # An index may be used once, so all are taken back before they are given anew.
            for wanted in (dict.fromkeys(devices, -1), indices):
                for device, index in wanted.items():
                    qmp.execute("qom-set", path=f"/machine/peripheral/{device}", property="bootindex", value=index)

    def _qmp(self) -> Qmp:
        return Qmp(self._folder / qemu.QMP_SOCKET)

    def _flags(self) -> boot.BootFlags:
        try:
            return boot.BootFlags.parse((self._folder / _FLAGS).read_text())
        except FileNotFoundError:
            return boot.BootFlags()

    @contextlib.contextmanager
    def _locked(self):
        with open(self._folder / _LOCK, "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _has_drive(qmp: Qmp) -> bool:
    """Whether QEMU was started with it: one that runs since before its BMC spoke Redfish has none."""
    return any(device["name"] == qemu.DRIVE for device in qmp.execute("qom-list", path="/machine/peripheral"))
