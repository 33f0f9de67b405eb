"""The password of a BMC is changed for one that nobody knows, while everything is killed; ipmitool is the judge.

    cd ops/e2e && python3 -m unittest -v test_rotate
"""

import json
import os
import re
import subprocess
import time
import unittest

from running_up import FACTORY, UpBesideRack


class RotateTest(UpBesideRack):
    name = "rotate"
    port = 19180
    kind = ("--disk-size", "64M", "--memory", "512M")
    words = ("--health-interval", "0")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        bmc = cls.server["bmc"]
        cls.machine = cls.metalwright(
            "machines", "add", "--mac", cls.server["mac"][0], "--name", "m1", "--bmc", bmc["address"], "--bmc-user", FACTORY,
            "--bmc-password-file", bmc["passwordFile"])["id"]

    def password(self, before=None):
        """As the BMC has it: ipmi_sim keeps its users in plain, a second or two after they were changed."""
        deadline = time.monotonic() + 15
        while True:
            kept = [file.read_text(encoding="ascii") for file in (self.data / "lab" / self.name / "m1" / "ipmi_sim").rglob("users.*")]
            now = kept and re.search(r"^2\.passwd:d:([^\\\n]*)", kept[0], re.MULTILINE)[1]
            if now and now != before or time.monotonic() > deadline:
                return now
            time.sleep(0.2)

    def ipmitool(self, password):
        return subprocess.run(
            ["ipmitool", "-I", "lanplus", "-C", "3", "-N", "5", "-R", "4", "-H", self.server["bmc"]["address"], "-U", "admin", "-E",
             "chassis", "power", "status"], capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "IPMI_PASSWORD": password})

    def assert_rotated(self, before):
        now = self.password(before)
        self.assertNotEqual(before, now)
        let_in = self.ipmitool(now)
        self.assertEqual(0, let_in.returncode, let_in.stderr)
        refused = self.ipmitool(before)
        self.assertNotEqual(0, refused.returncode)
        self.assertIn("Unable to establish", refused.stderr)
        self.assertEqual("off", self.metalwright("bmc", "power", "--machine", self.machine)["power"])
        return now

    def test_1_the_old_password_is_refused_and_the_new_one_lets_in(self):
        answer = self.metalwright("bmc", "rotate", "--machine", self.machine)
        self.assertEqual("done", answer["state"])
        self.assert_rotated(FACTORY)

    def test_2_whenever_everything_is_killed_the_bmc_and_we_agree_in_the_end(self):
        for wait in (0.1, 0.4):
            with self.subTest(f"killed after {wait} s"):
                before = self.password()
                run = self.metalwright("runs", "start", "rotate", self.machine)["id"]
                time.sleep(wait)
                self.kill()
                self.start()
                self.outcome(run)
                self.assert_rotated(before)

    def test_3_no_password_stands_in_a_history_a_log_or_an_answer(self):
        now = self.password()
        for run in self.metalwright("runs", "list")["items"]:
            self.assertNotIn(now, json.dumps(self.metalwright("runs", "show", run["id"])))
        self.assertNotIn(now, (self.data / "up.log").read_text(encoding="utf-8"))
        found = [path for path in (self.data / "data").rglob("*") if path.is_file() and now.encode() in path.read_bytes()]
        self.assertEqual([], found, "the new password lies somewhere in plain")


if __name__ == "__main__":
    unittest.main()
