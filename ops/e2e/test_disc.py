"""A server in a network without DHCP: its BMC shows it a disc, and that is all that it ever gets to boot from."""

import json
import os
import pathlib
import subprocess
import unittest

from running_demo import ROOT, decoded
from running_up import FACTORY, UpBesideRack

PORT = 18300
SECRET_PATH = "bootos.iso"
# By the rack's own names.
SETTINGS = {"ActiveCores": "1", "QuietBoot": "true"}


class WithoutDhcp(UpBesideRack):
    """The tests build upon each other, in the order of their names."""

    firmware = os.environ.get("METALWRIGHT_E2E_FIRMWARE", "uefi")
    name = "disc"
    port = PORT
    # Its standing order is the disk alone: what boots anything else is the disc.
    kind = ("--firmware", firmware, "--boot-order", "disk", "--cpus", "2")

    @classmethod
    def setUpClass(cls):
        image = ROOT / "ops/images/.cache/tiny.qcow2"
        subprocess.run([ROOT / "ops/images/build-tiny", "--out", image], capture_output=True, check=True, timeout=600)
        super().setUpClass()
        cls.metalwright("images", "import", str(image), "--name", "tiny")
        cls.metalwright("segments", "add", "silent", "--cidr", cls.rack["network"], "--dhcp", "off")
        cls.address = cls.rack["network"].rpartition(".")[0] + ".20"
        cls.machine = cls.metalwright(
            "machines", "add", "--mac", cls.server["mac"][0], "--name", "silent1", "--boot-method", "virtual-media",
            "--boot-address", cls.address, "--bmc", cls.redfish(), "--bmc-protocol", "redfish", "--bmc-user", FACTORY,
            "--bmc-password-file", cls.factory_password())["id"]

    def evidence(self, run, step):
        return next(each["evidence"] for each in run["steps"] if each["name"] == step)

    def drive(self):
        return self.metalwright("bmc", "media", "--machine", self.machine)["items"][0]

    def addresses_given(self):
        metrics = subprocess.run(["curl", "-sS", f"http://{self.rack['address']}:8090/metrics"],
                                 capture_output=True, text=True, check=True, timeout=30).stdout
        return [line for line in metrics.splitlines() if "ACK" in line and not line.endswith(" 0")]

    def test_1_the_first_look_at_a_machine_is_an_inspection_from_a_disc(self):
        run = self.run_of("inspect")
        self.assertIn("The disc lies in the BMC's drive CD1, and the boot device read cd, once", self.evidence(run, "network-boot"))
        self.assertIn(f"The agent announced itself from {self.address}", self.evidence(run, "agent"))
        self.assertFalse(self.drive()["inserted"])
        hardware = self.metalwright("machines", "show", self.machine)["hardware"]
        self.assertEqual(self.server["serial"], hardware["system"]["serial"])
        self.assertEqual("BIOS" if self.firmware == "bios" else "UEFI", hardware["bootMode"])
        self.assertEqual({"bios": None, "uefi": False, "uefi-secure": True}[self.firmware], hardware["secureBoot"])
        self.assertEqual([], self.addresses_given())

    def test_2_it_becomes_a_deployed_one_and_nobody_gave_it_an_address(self):
        run = self.run_of("provision", "--set", "image=tiny", "--set", "hostname=silent1", "--set", f"bios={json.dumps(SETTINGS)}")
        self.assertEqual("The BIOS reads ActiveCores=1, QuietBoot=true. Before it read ActiveCores=2, QuietBoot=false.", self.evidence(run, "bios"))
        machine = self.metalwright("machines", "show", self.machine)
        self.assertEqual(("deployed", "silent1"), (machine["state"], machine["hostname"]))
        self.assertFalse(self.drive()["inserted"])
        self.assertEqual([], self.addresses_given())
        program = subprocess.run([ROOT / "ops/setup/temporal"], capture_output=True, text=True, check=True, timeout=600).stdout.strip()
        shown = subprocess.run(
            [program, "workflow", "show", "--address", f"127.0.0.1:{PORT + 1}", "--workflow-id", f"machine/{self.machine}",
             "--run-id", run["id"], "--output", "json"], capture_output=True, text=True, check=True, timeout=60).stdout
        events = decoded(json.loads(shown)["events"])
        self.assertLess(len(events), 300)
        self.assertNotIn(SECRET_PATH, json.dumps(events), "the disc's secret address stands in the history")

    def test_3_it_runs_by_the_bios_settings_that_its_run_named_and_they_are_not_set_again(self):
        setup = self.metalwright("bmc", "bios", "--machine", self.machine)
        self.assertEqual((SETTINGS, {}), ({name: setup["attributes"][name] for name in SETTINGS}, setup["next"]))
        folder = pathlib.Path(self.server["disks"][0]["path"]).parent
        process = (folder / "qemu.pid").read_text().split()[0]
        arguments = pathlib.Path(f"/proc/{process}/cmdline").read_text().split("\0")
        self.assertEqual("1", arguments[arguments.index("-smp") + 1])
        run = self.run_of("reinstall", "--set", "bios=" + json.dumps({"QuietBoot": "true"}))
        self.assertIn("already: nothing was written, and the machine not restarted", self.evidence(run, "bios"))
        report = self.metalwright("machines", "show", self.machine)["hardware"]
        self.assertEqual(1, sum(each["threads"] for each in report["processors"]))

    @unittest.skipIf(firmware == "uefi-secure", "its secure boot is on from the beginning")
    def test_4_it_is_installed_anew_with_secure_boot_that_was_asked_for(self):
        run = self.run_of("reinstall", "--set", "bootMode=UEFI", "--set", "secureBoot=true")
        self.assertIn("secure boot off (on from the next start on)", self.evidence(run, "firmware"))
        self.assertIn("it boots by UEFI", self.evidence(run, "hardware-check"))
        hardware = self.metalwright("machines", "show", self.machine)["hardware"]
        self.assertEqual(("UEFI", True), (hardware["bootMode"], hardware["secureBoot"]))
        setup = self.metalwright("bmc", "secure-boot", "--machine", self.machine)
        self.assertEqual(("UEFI", None, True, None, "user"), tuple(setup[name] for name in (
            "bootMode", "nextBootMode", "secureBoot", "nextSecureBoot", "keys")))

    @unittest.skipUnless(firmware == "uefi-secure", "firmware without keys starts any loader")
    def test_5_a_loader_from_the_network_is_refused_and_the_wait_says_so(self):
        self.metalwright("segments", "change", "silent", "--dhcp", "serve")
        wish = ("--set", "bootMethod=network")
        plan = self.metalwright("runs", "plan", "reinstall", self.machine, *wish)
        self.assertIn("WARNING: secure boot is on", json.dumps(plan))
        run = self.metalwright("runs", "start", "reinstall", self.machine, *wish)["id"]
        waiting = self.until("the wait", lambda: self.metalwright("runs", "show", run).get("waiting"))
        self.assertEqual("agent", waiting["step"])
        self.assertIn("The firmware refused our boot loader: secure boot is on", waiting["trouble"])
        self.assertIn("it fetched its boot file", waiting["trouble"])
        self.assertIn("virtual-media", waiting["advice"])
        self.metalwright("runs", "cancel", run)
        self.until("the cancel", lambda: self.metalwright("runs", "show", run)["state"] == "cancelled")


if __name__ == "__main__":
    unittest.main()
