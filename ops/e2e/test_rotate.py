"""The password of a BMC is changed for one that nobody knows, while everything is killed; ipmitool is the judge.

    cd ops/e2e && python3 -m unittest -v test_rotate
"""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PORTS = 19180
PATIENCE_S = 900
RACK = "rotate"
FACTORY = "admin"


class RotateTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="metalwright-rotate-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        lab(cls, "create", RACK, "--disk-size", "64M", "--memory", "512M")
        cls.addClassCleanup(lab, cls, "destroy", RACK)
        cls.rack = next(rack for rack in json.loads(lab(cls, "list", "--json")) if rack["rack"] == RACK)
        cls.machine = cls.rack["machines"][0]
        cls.process = None
        cls.addClassCleanup(cls.end)
        cls.up()
        cls.id = json.loads(cls.metalwright(
            "machines", "add", "--mac", cls.machine["mac"][0], "--name", "m1", "--bmc", cls.machine["bmc"]["address"],
            "--bmc-user", "admin", "--bmc-password-file", cls.machine["bmc"]["passwordFile"], "--json"))["id"]

    @classmethod
    def up(cls):
        with open(cls.folder / "log", "a", encoding="utf-8") as log:
            cls.process = subprocess.Popen(
                [ROOT / "metalwright", "up", "--yes", "--data", cls.folder / "data", "--port", str(PORTS),
                 "--temporal-port", str(PORTS + 1), "--temporal-ui-port", str(PORTS + 2), "--health-interval", "0"],
                stdout=log, stderr=log, start_new_session=True, env={**os.environ, "CI": "true"})
        deadline = time.monotonic() + PATIENCE_S
        while subprocess.run(["curl", "-sf", "-o", "/dev/null", f"http://127.0.0.1:{PORTS}/api/v1/openapi.json"], check=False).returncode != 0:
            if cls.process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"nothing came up:\n{cls.told()[-4000:]}")
            time.sleep(0.5)

    @classmethod
    def kill(cls):
        """Everything at once: the API, the workers, Temporal and the database."""
        os.killpg(cls.process.pid, signal.SIGKILL)
        cls.process.wait()

    @classmethod
    def end(cls):
        if cls.process is not None and cls.process.poll() is None:
            os.killpg(cls.process.pid, signal.SIGINT)
            try:
                cls.process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                cls.kill()

    @classmethod
    def told(cls):
        return (cls.folder / "log").read_text(encoding="utf-8")

    @classmethod
    def metalwright(cls, *words):
        done = subprocess.run(
            [ROOT / "metalwright", *words], capture_output=True, text=True, timeout=PATIENCE_S, check=False,
            env={**os.environ, "METALWRIGHT_API": f"http://127.0.0.1:{PORTS}", "METALWRIGHT_DATA": str(cls.folder / "data")})
        if done.returncode != 0:
            raise AssertionError(f"{words}: {done.stdout}{done.stderr}")
        return done.stdout

    def password(self):
        """As the BMC has it: ipmi_sim keeps its users in plain."""
        kept = next((self.folder / "lab" / RACK / "m1" / "ipmi_sim").rglob("users.*")).read_text(encoding="ascii")
        return re.search(r"^2\.passwd:d:([^\\\n]*)", kept, re.MULTILINE)[1]

    def ipmitool(self, password):
        return subprocess.run(
            ["ipmitool", "-I", "lanplus", "-C", "3", "-N", "5", "-R", "4", "-H", self.machine["bmc"]["address"], "-U", "admin", "-E",
             "chassis", "power", "status"], capture_output=True, text=True, timeout=60, check=False, env={**os.environ, "IPMI_PASSWORD": password})

    def assert_rotated(self, before):
        now = self.password()
        self.assertNotEqual(before, now)
        let_in = self.ipmitool(now)
        self.assertEqual(0, let_in.returncode, let_in.stderr)
        refused = self.ipmitool(before)
        self.assertNotEqual(0, refused.returncode)
        self.assertIn("Unable to establish", refused.stderr)
        self.assertEqual("off", json.loads(self.metalwright("bmc", "power", "--machine", self.id, "--json"))["power"])
        return now

    def test_1_the_old_password_is_refused_and_the_new_one_lets_in(self):
        answer = json.loads(self.metalwright("bmc", "rotate", "--machine", self.id, "--json"))
        self.assertEqual("done", answer["state"])
        self.assert_rotated(FACTORY)

    def test_2_whenever_everything_is_killed_the_bmc_and_we_agree_in_the_end(self):
        for wait in (0.1, 0.4):
            with self.subTest(f"killed after {wait} s"):
                before = self.password()
                run = json.loads(self.metalwright("runs", "start", "rotate", self.id, "--json"))["id"]
                time.sleep(wait)
                self.kill()
                self.up()
                self.metalwright("runs", "follow", run)
                self.assert_rotated(before)

    def test_3_no_password_stands_in_a_history_a_log_or_an_answer(self):
        now = self.password()
        for run in json.loads(self.metalwright("runs", "list", "--json"))["items"]:
            self.assertNotIn(now, self.metalwright("runs", "show", run["id"], "--json"))
        self.assertNotIn(now, self.told())
        found = [path for path in (self.folder / "data").rglob("*") if path.is_file() and now.encode() in path.read_bytes()]
        self.assertEqual([], found, "the new password lies somewhere in plain")


def lab(test, *words):
    return subprocess.run(
        [ROOT / "metalwright", "lab", words[0], "--state", test.folder / "lab", *words[1:]],
        check=True, capture_output=True, text=True, timeout=300).stdout


if __name__ == "__main__":
    unittest.main()
