"""From power-off to proof in the virtual rack, and what a person finds when looking around afterwards."""

import subprocess
import time
import unittest

from running_demo import Demo

# A password is named by a reference, "secret:…"; nothing else may stand there.
SECRETS = r'PRIVATE KEY|"password":"(?!secret:)'


class OnBios(unittest.TestCase):
    firmware = "bios"
    ports = 18080

    @classmethod
    def setUpClass(cls):
        cls.before = namespaces()
        cls.demo = Demo(cls.firmware, "tiny", cls.ports)
        cls.addClassCleanup(cls.demo.stop)
        cls.result = cls.demo.result()

    def test_it_was_proven(self):
        self.assertTrue(self.result["ok"], self.result)

    def test_every_step_is_done_and_says_what_proved_it(self):
        run = self.demo.answer("runs", "show", self.result["run"])
        self.assertEqual("done", run["state"])
        self.assertEqual({"done"}, {step["state"] for step in run["steps"]}, run["steps"])
        for step in run["steps"]:
            self.assertTrue(step["evidence"], step)
            self.assertLessEqual(step["startedAt"], step["endedAt"])

    def test_ssh_shows_the_hostname_the_address_and_the_file_that_were_asked_for(self):
        said = self.demo.ssh(self.result, "hostname; ip -4 -o address; cat /etc/motd")
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertIn("first-machine", said.stdout)
        self.assertIn(self.result["ssh"]["address"] + "/", said.stdout)
        self.assertIn("Made by Metalwright.", said.stdout)

    def test_temporal_lists_the_same_run_and_its_history_holds_no_secret(self):
        history = self.demo.history("machine/" + self.result["machine"], self.result["run"])
        text = "\n".join(strings(history))
        for step in self.result["steps"]:
            self.assertIn(step["title"], text)
        token = (self.demo.data / "admin-token").read_text(encoding="utf-8").strip()
        self.assertNotRegex(text, SECRETS)
        self.assertNotIn(token, text)
        self.assertLess(len(history), 300)

    def test_the_machine_is_deployed_in_the_cmdb(self):
        machine = self.demo.answer("machines", "show", self.result["machine"])
        self.assertEqual(
            ("deployed", "first-machine", self.result["ssh"]["address"], "tiny", self.firmware.upper()),
            (machine["state"], machine["hostname"], machine["address"], machine["image"], machine["bootMode"]))

    def test_what_is_asked_wrongly_is_refused_in_words(self):
        for words, expected in (
            (("runs", "start", "provision", "nobody", "--set", "image=tiny", "--set", "hostname=a"), "nobody"),
            (("runs", "start", "provision", self.result["machine"], "--set", "image=none", "--set", "hostname=a"), "none"),
            (("machines", "add", "--mac", "52:54:4d:00:01:01"), self.result["machine"]),
            (("machines", "add", "--mac", "banana"), "banana"),
            (("images", "show", "none"), "none"),
        ):
            with self.subTest(words):
                status, out, errors = self.demo.metalwright(*words)
                self.assertEqual(1, status, out + errors)
                self.assertIn(expected, errors)

    def test_power_goes_off_and_on_by_its_bmc(self):
        machine = self.result["machine"]
        for command in ("off", "on"):
            run = self.demo.answer("runs", "start", "power", machine, "--set", f"command={command}")
            over = self.demo.answer("runs", "follow", run["id"])
            self.assertEqual("done", over["state"], over)
        deadline = time.monotonic() + 120
        while self.demo.ssh(self.result, "true").returncode != 0:
            self.assertLess(time.monotonic(), deadline, "the machine did not come up again")

    @classmethod
    def tearDownClass(cls):
        status = cls.demo.stop()
        assert status in (0, 130, -2), f"the demo ended with {status}"
        assert namespaces() == cls.before, "network namespaces were left behind"


class OnUefi(OnBios):
    firmware = "uefi"
    ports = 18090


def strings(node):
    """Every text in it; JSON within a text counts as it is written."""
    if isinstance(node, str):
        yield node
        yield node.replace('\\"', '"')
    elif isinstance(node, dict):
        for value in node.values():
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


def namespaces():
    """Of demos: others may make theirs meanwhile."""
    lines = subprocess.run(["ip", "netns"], capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted(line.split()[0] for line in lines if line.startswith("mw-demo"))


if __name__ == "__main__":
    unittest.main()
