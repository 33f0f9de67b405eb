"""A server's BMC, past which its serial line and its events come to who wants to see them. The server itself holds nothing but its firmware."""

import contextlib
import json
import pathlib
import subprocess
import unittest

from running_demo import ROOT
from running_up import FACTORY, UpBesideRack

PORT = 18400


class BmcOfRack(UpBesideRack):
    """The tests build upon each other, in the order of their names."""

    name = "bmcs"
    port = PORT
    kind = ("--firmware", "uefi", "--boot-order", "disk")
    words = ("--health-interval", "30s", "--redfish-events", str(PORT + 3))

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bmc = cls.redfish()
        cls.machine = cls.metalwright(
            "machines", "add", "--mac", cls.server["mac"][0], "--name", "seen1", "--bmc", cls.bmc, "--bmc-protocol", "redfish",
            "--bmc-user", FACTORY, "--bmc-password-file", cls.factory_password())["id"]

    def subscriptions(self):
        """As the BMC lists them. The lab's own service pushes, as no other that runs here does."""
        asked = ["curl", "-sk", "--max-time", "20", "-u", f"{FACTORY}:{FACTORY}", f"https://{self.bmc}/redfish/v1/EventService/Subscriptions"]
        return json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)["Members"]

    @contextlib.contextmanager
    def console(self):
        """A file to which what the machine's console shows is printed, once its line is open."""
        file, notes = self.data / "console", self.data / "console-notes"
        with open(file, "w", encoding="utf-8") as out, open(notes, "w", encoding="utf-8") as errors:
            watching = subprocess.Popen([ROOT / "metalwright", "console", self.machine, "--read-only"],
                                        stdin=subprocess.DEVNULL, stdout=out, stderr=errors, env=self.environment())
            try:
                self.until("the open line", lambda: "line open," in notes.read_text(encoding="utf-8"))
                yield file
            finally:
                watching.terminate()
                watching.wait(timeout=30)

    def test_1_its_serial_line_is_seen_and_recorded_with_the_runs_steps(self):
        with self.console() as file:
            self.run_of("power", "--set", "command=on")
            said = self.until("what the firmware says", lambda: [
                line.strip() for line in file.read_text(encoding="utf-8").splitlines() if "BdsDxe" in line])
        wrote = pathlib.Path(self.server["serialLog"]).read_text(encoding="utf-8", errors="replace")
        self.assertIn(said[0], wrote)
        self.assertNotIn("--- power", file.read_text(encoding="utf-8"))
        recording = self.metalwright("console", self.machine, "--recordings")["items"][0]["name"]
        text = subprocess.run([ROOT / "metalwright", "console", self.machine, "--show", recording],
                              capture_output=True, text=True, check=True, env=self.environment()).stdout
        self.assertIn(said[0], text)
        self.assertRegex(text, r"--- power: [a-z-]+ is done ---")
        self.assertIn("--- power: done ---", text)

    def test_2_its_bmc_pushes_events_of_its_power(self):
        self.until("the subscription", self.subscriptions)
        self.until("that it is told", lambda: self.metalwright("machines", "health", self.machine).get("eventPush", {}).get("works"))
        self.run_of("power", "--set", "command=off")
        off = self.until("the event", lambda: next(
            (event for event in self.metalwright("machines", "events", self.machine)["items"]
             if event["source"] == "redfish" and event["detail"] == "ResourceEvent.1.2.ResourcePoweredOff"), None))
        self.assertEqual(("The resource has powered off.", "/redfish/v1/Systems/1"), (off["words"], off["sensor"]))
        self.assertEqual(1, len(self.subscriptions()))

    def test_3_the_bmc_of_a_deleted_machine_pushes_no_more(self):
        self.metalwright("machines", "remove", self.machine)
        self.until("the end of the subscription", lambda: not self.subscriptions())


if __name__ == "__main__":
    unittest.main()
