"""What is done to machines between their first system and their next. Two servers: what is made of one is put on the other."""

import json
import pathlib
import subprocess
import tempfile
import time
import unittest

from running_demo import Demo, log_in

PATIENCE_S = 900
EDGE = 1 << 20
# What an earlier owner left on the second server's disk, at its beginning, in its middle and at its end.
LEFT = b"an earlier owner's secret " * 1000


class OnTwoMachines(unittest.TestCase):
    """The tests build upon each other, in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.demo = Demo("bios", "tiny", 18100)
        cls.addClassCleanup(cls.demo.stop)
        cls.result = cls.demo.result()
        cls.machine = cls.result["machine"]
        cls.make_twin()

    @classmethod
    def make_twin(cls):
        """Another server, of another kind: it registers while the first one is inspected and rescued."""
        cls.demo.lab("create", "twin", "--disk-bus", "nvme", "--disks", "1")
        cls.addClassCleanup(cls.demo.lab, "destroy", "twin")
        rack = cls.demo.rack("twin")
        for offset in places(rack["machines"][0]["disks"][0]):
            with open(rack["machines"][0]["disks"][0]["path"], "r+b") as disk:
                disk.seek(offset)
                disk.write(LEFT)
        cls.twin_net = rack["network"].rpartition(".")[0]
        bmcs = rack["bmcNetwork"].rpartition(".")[0]
        cls.demo.answer(
            "segments", "add", "twin", "--cidr", rack["network"], "--gateway", f"{cls.twin_net}.1",
            "--machines", f"{cls.twin_net}.100-{cls.twin_net}.199", "--bmc-network", rack["bmcNetwork"],
            "--bmcs", f"{bmcs}.100-{bmcs}.199")
        cls.demo.lab("power", "twin/m1", "on")

    def start(self, kind, machine, *words):
        return self.demo.answer("runs", "start", kind, machine, *words)["id"]

    def ended(self, run):
        view = self.until(f"the end of {run}", lambda: self.over(run))
        self.assertEqual("done", view["state"], view)
        return view

    def run_of(self, kind, *words):
        return self.ended(self.start(kind, self.machine, *words))

    def over(self, run):
        view = self.demo.answer("runs", "show", run)
        if view["state"] == "waiting":
            self.fail(view["waiting"])
        return view if view["state"] in ("done", "cancelled", "failed") else None

    def until(self, what, condition):
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            found = condition()
            if found:
                return found
            time.sleep(1)
        self.fail(f"{what} did not come about within {PATIENCE_S} s")

    def state(self):
        return self.shown(self.machine)["state"]

    def shown(self, machine):
        return self.demo.answer("machines", "show", machine)

    def server(self, rack="demo"):
        """The machine as its rack has it."""
        return self.demo.rack(rack)["machines"][0]

    def twin(self):
        """The second server's record, once it can be used."""
        mac = self.server("twin")["mac"][0]
        return self.until("the second server's registration", lambda: next(
            (each["id"] for each in self.demo.answer("machines", "list", "--state", "available")["items"] if mac in each["macs"]),
            None))

    def on_twin(self, user, command):
        return log_in(self.result["ssh"]["keyFile"], f"{user}@{self.twin_net}.60", command)

    def system_answers(self):
        return self.demo.ssh(self.result, "hostname").stdout.strip() == "first-machine"

    def host_keys(self, address):
        found = subprocess.run(["ssh-keyscan", address], capture_output=True, text=True, check=True, timeout=60).stdout
        return {line.split(" ", 1)[1] for line in found.splitlines() if not line.startswith("#")}

    def evidence(self, run, step):
        return next(each["evidence"] for each in run["steps"] if each["name"] == step)

    def spec(self, fields):
        """A file, since what stands in arguments is for all to see."""
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False, dir=self.demo.folder) as file:
            json.dump(fields, file)
        return file.name

    def test_1_an_inspected_machine_boots_its_system_again(self):
        run = self.run_of("inspect")
        self.assertIn("Since the last report", self.evidence(run, "inspect"))
        self.assertEqual("deployed", self.state())
        self.until("the system's answer", self.system_answers)

    def test_2_a_person_logs_in_to_a_machine_in_rescue_and_it_goes_back(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="metalwright-rescue-"))
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "key"], check=True)
        key = (folder / "key.pub").read_text(encoding="utf-8").strip()
        run = self.start("rescue", self.machine, "--set", "sshKeys=" + json.dumps([key]))
        waiting = self.until("rescue", lambda: self.demo.answer("runs", "show", run)["waiting"])
        self.assertEqual("rescue", waiting["step"], waiting)
        address = waiting["trouble"].split("root@")[1].split(". ")[0]
        said = log_in(folder / "key", f"root@{address}", "cat /proc/cmdline")
        self.assertIn("metalwright.mac=", said.stdout, said.stderr)
        self.assertEqual("maintenance", self.state())
        self.demo.answer("runs", "retry", run)
        self.assertEqual("done", self.until("the end of rescue", lambda: self.over(run))["state"])
        self.assertEqual("deployed", self.state())
        self.until("the system's answer", self.system_answers)

    def test_3_one_disk_becomes_an_image_while_another_erases_itself(self):
        self.assertEqual(0, self.demo.ssh(self.result, "echo golden > golden && sync").returncode)
        disk = self.server()["disks"][0]["serial"]
        capture = self.start("capture", self.machine, "--set", "image=golden", "--set", f"disk={disk}")
        cleaning = self.start(
            "clean", self.twin(), "--set", 'priorities={"erase-disks": 10, "wipe-metadata": 20}')

        cleaned = self.ended(cleaning)
        order = [step["name"] for step in cleaned["steps"]]
        self.assertLess(order.index("wipe-metadata"), order.index("erase-disks"))
        self.assertIn("it erased itself (nvme-format)", self.evidence(cleaned, "erase-disks"))
        twin = self.server("twin")
        self.assertFalse([place for place in places(twin["disks"][0]) if held(twin["disks"][0], place)])

        captured = self.ended(capture)
        self.assertIn(disk, self.evidence(captured, "disk"))
        image = self.demo.answer("images", "show", "golden")
        self.assertEqual("ready", image["state"])
        # The disk has 8 GB; what nobody wrote was neither read into the image nor sent.
        self.assertLess(image["dataBytes"], 200 << 20)
        self.assertEqual("deployed", self.state())
        self.until("the system's answer", self.system_answers)

    def test_4_a_captured_system_runs_on_another_machine_and_the_first_is_installed_once_more(self):
        address = self.result["ssh"]["address"]
        before = self.host_keys(address)
        key = pathlib.Path(self.result["ssh"]["keyFile"] + ".pub").read_text(encoding="utf-8").strip()
        restoring = self.start("provision", self.twin(), "--spec", self.spec({
            "image": self.shown(self.machine)["image"], "hostname": "twin", "network": {"address": f"{self.twin_net}.60"},
            "users": [{"name": name, "sshKeys": [key]} for name in ("operator", "root")],
            "postInstall": "grep golden /golden"}))
        again = self.start("reinstall", self.machine)

        # Another image was written by mistake, and the machine is not what it was meant to be.
        waiting = self.until("the wait", lambda: self.demo.answer("runs", "show", restoring)["waiting"])
        self.assertEqual("post-install", waiting["step"], waiting)
        self.demo.answer("runs", "retry", restoring, "--change", "/image=golden", "--change", "/postInstall=true")
        restored = self.until("the end of the restoring", lambda: self.over(restoring))
        self.assertEqual("done", restored["state"], restored)
        written = next(step for step in restored["steps"] if step["name"] == "image")
        self.assertEqual(2, written["attempts"], written)
        self.assertEqual("twin\ngolden\n", self.on_twin("operator", "hostname; cat golden").stdout)
        self.assertFalse(before & self.host_keys(f"{self.twin_net}.60"), "a captured system keeps no host keys")

        reinstalled = self.ended(again)
        self.assertIn("first-machine will be destroyed", self.evidence(reinstalled, "old-system"))
        self.assertEqual("deployed", self.state())
        self.assertTrue(self.system_answers())
        self.assertNotEqual(0, self.demo.ssh(self.result, "test -e golden").returncode, "it is a system of its own")
        self.assertFalse(before & self.host_keys(address))

    def test_5_a_server_that_runs_is_adopted_and_does_not_notice(self):
        server = self.server("twin")
        machine = next(
            each["id"] for each in self.demo.answer("machines", "list")["items"] if server["mac"][0] in each["macs"])
        status, _, errors = self.demo.metalwright("machines", "remove", machine)
        self.assertEqual(0, status, errors)
        stranger = self.demo.answer(
            "machines", "add", "--mac", server["mac"][0], "--bmc", server["bmc"]["address"],
            "--bmc-user", server["bmc"]["user"], "--bmc-password-file", server["bmc"]["passwordFile"])["id"]
        boot = self.on_twin("root", "cat /proc/sys/kernel/random/boot_id").stdout
        self.assertTrue(boot)

        run = self.ended(self.start("adopt", stranger, "--spec", self.spec({
            "address": f"{self.twin_net}.60", "user": "root",
            "privateKey": pathlib.Path(self.result["ssh"]["keyFile"]).read_text(encoding="utf-8")})))

        self.assertIn("Nothing was written", self.evidence(run, "inspect"))
        self.assertIn("power reads on", self.evidence(run, "bmc"))
        adopted = self.shown(stranger)
        self.assertEqual(
            ("adopted", "twin", f"{self.twin_net}.60"), (adopted["state"], adopted["hostname"], adopted["address"]))
        self.assertEqual(
            [disk["serial"] for disk in server["disks"]], [disk["serial"] for disk in adopted["hardware"]["disks"]])
        self.assertEqual(boot, self.on_twin("root", "cat /proc/sys/kernel/random/boot_id").stdout)

    def test_6_a_released_machine_is_off_and_its_disks_hold_no_mark(self):
        self.assertTrue(any(filled(disk) for disk in self.server()["disks"]))
        run = self.run_of("release")
        server = self.server()
        self.assertEqual("off", server["power"])
        self.assertFalse([disk["serial"] for disk in server["disks"] if filled(disk)])
        for disk in server["disks"]:
            self.assertIn(disk["serial"], self.evidence(run, "plan"))
            found = subprocess.run(["wipefs", disk["path"]], capture_output=True, text=True, check=True, timeout=60)
            self.assertEqual("", found.stdout)
        machine = self.shown(self.machine)
        self.assertEqual(("available", None, None), (machine["state"], machine["hostname"], machine["image"]))

    def test_7_a_machine_that_was_off_is_cleaned_and_off_again(self):
        run = self.run_of("clean", "--set", 'priorities={"wipe-metadata": 10, "erase-disks": 0}')
        self.assertNotIn("erase-disks", [step["name"] for step in run["steps"]])
        self.assertEqual("off", self.server()["power"])
        self.assertEqual("available", self.state())

    def test_8_a_runbook_looks_at_the_machine_from_bootos_and_is_off_again(self):
        steps = [{"do": "bootos"},
                 {"do": "script", "name": "look", "where": "bootos", "script": "lsblk --noheadings --output SERIAL"},
                 {"do": "inspect"}, {"do": "wipe"}, {"do": "leave"}]
        self.demo.answer("runbooks", "add", "look", "--steps", self.spec(steps))
        run = self.start("runbook", self.machine, "--set", "runbook=look")
        self.ended(run)
        log = self.demo.metalwright("runs", "follow", run)[1]
        for disk in self.server()["disks"]:
            self.assertIn(disk["serial"], log)
        self.assertEqual(("off", "available"), (self.server()["power"], self.state()))

    def test_9_what_does_not_fit_the_machine_is_refused(self):
        for words in (("reinstall", "--set", "image=none"), ("rescue",), ("clean", "--set", 'priorities={"erase-disks": 0}')):
            with self.subTest(words):
                status, _, errors = self.demo.metalwright("runs", "start", words[0], self.machine, *words[1:])
                self.assertEqual(1, status, errors)


def places(disk):
    return (0, disk["sizeBytes"] // 2, disk["sizeBytes"] - len(LEFT))


def held(disk, offset):
    with open(disk["path"], "rb") as file:
        file.seek(offset)
        return any(file.read(len(LEFT)))


def filled(disk):
    """Whether its first or last MiB holds anything."""
    with open(disk["path"], "rb") as file:
        first = file.read(EDGE)
        file.seek(-EDGE, 2)
        return any(first) or any(file.read(EDGE))


if __name__ == "__main__":
    unittest.main()
