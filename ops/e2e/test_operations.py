"""What is done to a machine between its first system and its next: inspected, rescued, released, cleaned. One server, one after the other."""

import json
import subprocess
import tempfile
import time
import unittest
import pathlib

from running_demo import ROOT, Demo

PATIENCE_S = 900
EDGE = 1 << 20


class OnOneMachine(unittest.TestCase):
    """The tests build upon each other, in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.demo = Demo("bios", "tiny", 18100)
        cls.addClassCleanup(cls.demo.stop)
        cls.result = cls.demo.result()
        cls.machine = cls.result["machine"]

    def run_of(self, kind, *words):
        run = self.demo.answer("runs", "start", kind, self.machine, *words)["id"]
        return self.until(f"the end of {kind}", lambda: self.over(run))

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
        return self.demo.answer("machines", "show", self.machine)["state"]

    def server(self):
        """The machine as the rack has it."""
        racks = subprocess.run(
            [ROOT / "metalwright", "lab", "list", "--json", "--state", self.demo.data / "lab"],
            capture_output=True, text=True, check=True, timeout=60).stdout
        return json.loads(racks)[0]["machines"][0]

    def system_answers(self):
        return self.demo.ssh(self.result, "hostname").stdout.strip() == "first-machine"

    def evidence(self, run, step):
        return next(each["evidence"] for each in run["steps"] if each["name"] == step)

    def test_1_an_inspected_machine_boots_its_system_again(self):
        run = self.run_of("inspect")
        self.assertEqual("done", run["state"], run)
        self.assertIn("Since the last report", self.evidence(run, "inspect"))
        self.assertEqual("deployed", self.state())
        self.until("the system's answer", self.system_answers)

    def test_2_a_person_logs_in_to_a_machine_in_rescue_and_it_goes_back(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="metalwright-rescue-"))
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / "key"], check=True)
        key = (folder / "key.pub").read_text(encoding="utf-8").strip()
        run = self.demo.answer("runs", "start", "rescue", self.machine, "--set", "sshKeys=" + json.dumps([key]))["id"]
        waiting = self.until("rescue", lambda: self.demo.answer("runs", "show", run)["waiting"])
        self.assertEqual("rescue", waiting["step"], waiting)
        address = waiting["trouble"].split("root@")[1].split(". ")[0]
        said = subprocess.run(
            ["ssh", "-i", folder / "key", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
             "-o", "BatchMode=yes", f"root@{address}", "cat /proc/cmdline"],
            capture_output=True, text=True, timeout=60, check=False)
        self.assertIn("metalwright.mac=", said.stdout, said.stderr)
        self.assertEqual("maintenance", self.state())
        self.demo.answer("runs", "retry", run)
        self.assertEqual("done", self.until("the end of rescue", lambda: self.over(run))["state"])
        self.assertEqual("deployed", self.state())
        self.until("the system's answer", self.system_answers)

    def test_3_a_released_machine_is_off_and_its_disks_hold_no_mark(self):
        self.assertTrue(any(filled(disk) for disk in self.server()["disks"]))
        run = self.run_of("release")
        self.assertEqual("done", run["state"], run)
        server = self.server()
        self.assertEqual("off", server["power"])
        self.assertFalse([disk["serial"] for disk in server["disks"] if filled(disk)])
        for disk in server["disks"]:
            self.assertIn(disk["serial"], self.evidence(run, "plan"))
            found = subprocess.run(["wipefs", disk["path"]], capture_output=True, text=True, check=True, timeout=60)
            self.assertEqual("", found.stdout)
        machine = self.demo.answer("machines", "show", self.machine)
        self.assertEqual(("available", None, None), (machine["state"], machine["hostname"], machine["image"]))

    def test_4_a_machine_that_was_off_is_cleaned_and_off_again(self):
        run = self.run_of("clean", "--set", 'priorities={"wipe-metadata": 10, "erase-disks": 0}')
        self.assertEqual("done", run["state"], run)
        self.assertEqual("off", self.server()["power"])
        self.assertEqual("available", self.state())

    def test_5_what_does_not_fit_the_machine_is_refused(self):
        for words in (("reinstall", "--set", "image=none"), ("rescue",), ("clean", "--set", 'priorities={"erase-disks": 0}')):
            with self.subTest(words):
                status, _, errors = self.demo.metalwright("runs", "start", words[0], self.machine, *words[1:])
                self.assertEqual(1, status, errors)


def filled(disk):
    """Whether its first or last MiB holds anything."""
    with open(disk["path"], "rb") as file:
        first = file.read(EDGE)
        file.seek(-EDGE, 2)
        return any(first) or any(file.read(EDGE))


if __name__ == "__main__":
    unittest.main()
