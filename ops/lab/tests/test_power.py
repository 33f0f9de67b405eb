"""Power, console and the life of a rack's processes, as ipmitool and a person see them."""

import json
import os
import pathlib
import signal
import tempfile

from .disks import MARK
from .racked import LAB, RackCase, lab, until
from .terminal import Terminal

_REFUSED = "not supported in present state"


class PowerTest(RackCase):
    """What is typed here has neither r nor p in it: the marker would obey."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.machine = cls.machines[0]
        cls.machine.make_bootable()

    def setUp(self):
        self.machine.ipmi("chassis", "power", "off")
        self.machine.forget()

    def start(self) -> None:
        self.machine.ipmi("chassis", "power", "on")
        until(lambda: MARK in self.machine.serial_output(), "the disk is booted")

    def kill(self, pid_file: str) -> None:
        os.kill(int((self.machine.disk.parent / pid_file).read_text().split()[0]), signal.SIGKILL)

    def now(self) -> dict:
        return json.loads(lab(self.state, "list", self.rack, "--json"))[0]["machines"][0]

    def test_a_new_machine_is_off_and_its_disks_hold_nothing(self):
        self.assertEqual("off", self.machine.power())
        second = self.machine.disk.with_name("disk2.raw")
        self.assertEqual((64 << 20, 0), (second.stat().st_size, second.stat().st_blocks))

    def test_a_machine_that_powers_itself_off_is_off(self):
        self.start()
        self.assertEqual("on", self.machine.power())
        self.machine.type("p")
        until(lambda: self.machine.power() == "off", "the guest's power-off is seen")

    def test_a_machine_whose_qemu_died_is_off_and_can_be_powered_on(self):
        self.start()
        self.kill("qemu.pid")
        until(lambda: self.machine.power() == "off", "the death is seen")
        self.assertEqual("off", self.now()["power"])
        self.machine.forget()
        self.start()

    def test_a_machine_that_resets_itself_stays_on(self):
        self.start()
        before = self.machine.incarnation()
        self.machine.forget()
        self.machine.type("r")
        until(lambda: MARK in self.machine.serial_output(), "the disk is booted again")
        self.assertEqual(before, self.machine.incarnation())

    def test_buttons_that_need_power_are_refused_without(self):
        for button in ("reset", "cycle", "soft", "diag"):
            with self.subTest(button):
                self.assertIn(_REFUSED, self.machine.ipmi("chassis", "power", button, code=1))
        self.assertIn("is off", lab(self.state, "power", self.rack, "reset", code=1))

    def test_the_command_line_presses_the_same_buttons_as_the_bmc(self):
        lab(self.state, "power", self.rack, "on")
        self.assertEqual("on", self.machine.power())
        self.machine.ipmi("chassis", "power", "off")
        self.assertEqual(f"{self.rack}/m1 is off\n", lab(self.state, "power", self.rack, "status"))

    def sockets(self) -> set[str]:
        folder = f"/proc/{(self.machine.disk.parent / 'bmc.pid').read_text().split()[0]}/fd"
        return {link for link in (os.readlink(f"{folder}/{name}") for name in os.listdir(folder)) if link.startswith("socket:")}

    def test_a_bmc_that_is_reset_starts_anew_and_its_machine_goes_on(self):
        self.start()
        before, machine = self.sockets(), self.machine.incarnation()
        self.machine.ipmi("mc", "reset", "cold")

        def is_anew() -> bool:
            try:
                now = self.sockets()
            except FileNotFoundError:
                return False
            return bool(now) and not now & before
        until(is_anew, "no socket is an old one")
        until(lambda: self.now()["bmc"]["state"] == "running", "it is still known")
        self.assertIn("is on", self.machine.ipmi("chassis", "power", "status"))
        self.assertEqual(machine, self.machine.incarnation())

    def test_what_is_typed_at_the_console_reaches_the_machine_and_comes_back(self):
        self.start()
        self.machine.type("hello")
        until(lambda: b"hello" in self.machine.serial_output(), "the echo")

    def test_the_console_is_left_by_a_key_and_leaves_the_machine_alone(self):
        self.start()
        with Terminal([str(LAB), "console", self.rack, "--state", str(self.state)]) as person:
            person.read("Ctrl-] leaves")
            person.type("hello")
            person.read("hello")
            person.type("\x1d")
            self.assertEqual(0, person.end())
        self.assertEqual("on", self.machine.power())

    def test_serial_over_lan_and_the_console_share_the_line(self):
        self.start()
        command = ["ipmitool", "-I", "lanplus", "-C", "3", "-H", self.machine.bmc["address"], "-U", "admin",
                   "-f", self.machine.bmc["passwordFile"], "sol", "activate"]
        with Terminal(command) as distant, Terminal([str(LAB), "console", self.rack, "--state", str(self.state)]) as near:
            distant.read("SOL Session operational")
            near.read("Ctrl-] leaves")
            distant.type("cloud")
            distant.read("cloud")
            near.read("cloud")
            near.type("close")
            distant.read("close")
            distant.type("\r~.")
            self.assertIn("terminated", distant.read("terminated"))

    def test_the_bmc_tells_what_machine_it_is(self):
        self.assertIn(self.machine.serial, self.machine.ipmi("fru", "print", "0"))
        self.assertIn(self.machine.bmc["mac"], self.machine.ipmi("lan", "print", "1"))

    def test_a_dead_bmc_is_told_mended_and_takes_no_machine_with_it(self):
        self.start()
        self.kill("bmc.pid")
        until(lambda: self.now()["bmc"]["state"] == "dead", "the dead BMC is told")
        self.assertIn("dead: BMC", lab(self.state, "list"))
        self.assertEqual("on", self.now()["power"])
        lab(self.state, "create", self.rack, "--disk-size", "64M", "--memory", "512M")
        self.assertEqual("on", self.machine.power())

    def test_a_bmc_does_not_die_of_a_machine_that_hangs_up(self):
        pid = (self.machine.disk.parent / "bmc.pid").read_text().split()[0]
        status = dict(line.split(":\t", 1) for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines())
        self.assertTrue(int(status["SigIgn"], 16) >> (signal.SIGPIPE - 1) & 1)

    def test_another_rack_of_that_name_is_refused(self):
        self.assertIn("another one", lab(self.state, "create", self.rack, "--machines", "2", code=1))

    def test_a_password_that_is_wrong_is_refused(self):
        wrong = self.machine.disk.parent / "wrong-password"
        wrong.write_text("nimda")
        self.machine.bmc = {**self.machine.bmc, "passwordFile": str(wrong)}
        self.addCleanup(setattr, self.machine, "bmc", self.machine.bmc | {"passwordFile": self.now()["bmc"]["passwordFile"]})
        self.assertIn("Unable to establish", self.machine.ipmi("-N", "1", "-R", "1", "mc", "info", code=1))


class DestroyTest(RackCase):
    def setUp(self):
        lab(self.state, "create", self.rack, "--disk-size", "64M", "--memory", "512M")
        lab(self.state, "power", self.rack, "on")
        folder = self.machines[0].disk.parent
        self.pids = [int((folder / name).read_text().split()[0]) for name in ("qemu.pid", "bmc.pid", "console.pid")]
        self.assertEqual([True] * 3, [_lives(pid) for pid in self.pids])

    def expect_nothing(self) -> None:
        self.assertEqual([], [name for name in os.listdir("/run/netns") if self.rack in name])
        self.assertNotIn(self.told["interface"], os.listdir("/sys/class/net"))
        self.assertFalse(self.state.exists())
        self.assertEqual([False] * 3, [_lives(pid) for pid in self.pids])

    def test_nothing_is_left(self):
        lab(self.state, "destroy", self.rack)
        self.expect_nothing()
        self.assertIn("nothing to destroy", lab(self.state, "destroy", self.rack))

    def test_a_rack_of_another_folder_keeps_its_name_while_anything_of_it_lives(self):
        with tempfile.TemporaryDirectory() as another:
            self.assertIn(str(self.state), lab(another, "create", self.rack, code=1))
            for pid in self.pids:
                os.kill(pid, signal.SIGKILL)
            until(lambda: not any(_lives(pid) for pid in self.pids), "all of the rack is dead")
            lab(another, "create", self.rack, "--disk-size", "64M", "--memory", "512M")
            lab(another, "destroy", self.rack)

    def test_a_rack_whose_notes_are_lost_is_destroyed_by_its_name(self):
        (self.state / self.rack / "rack.json").unlink()
        lab(self.state, "destroy", self.rack)
        self.expect_nothing()


def _lives(pid: int) -> bool:
    """A zombie that nobody reaps is no process."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
