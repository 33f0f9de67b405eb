"""A server whose RAID controller makes the volume that its system goes to, by the BMC alone: installed on a mirror, installed anew on it, then on one of its drives."""

import hashlib
import json
import os
import pathlib
import subprocess
import unittest

from running_demo import ROOT
from running_up import FACTORY, UpBesideRack

PORT = 18500


class ByController(UpBesideRack):
    """The tests build upon each other, in the order of their names."""

    firmware = os.environ.get("METALWRIGHT_E2E_FIRMWARE", "uefi")
    name = "volume"
    port = PORT
    kind = ("--firmware", firmware, "--disks", "2")

    @classmethod
    def setUpClass(cls):
        image = ROOT / "ops/images/.cache/tiny.qcow2"
        subprocess.run([ROOT / "ops/images/build-tiny", "--out", image], capture_output=True, check=True, timeout=600)
        super().setUpClass()
        cls.metalwright("images", "import", str(image), "--name", "tiny")
        net = cls.rack["network"].rpartition(".")[0]
        cls.metalwright("segments", "add", "rack", "--cidr", cls.rack["network"], "--gateway", f"{net}.1", "--machines", f"{net}.100-{net}.199")
        cls.machine = cls.metalwright(
            "machines", "add", "--mac", cls.server["mac"][0], "--name", "raid1", "--bmc", cls.redfish(), "--bmc-protocol", "redfish",
            "--bmc-user", FACTORY, "--bmc-password-file", cls.factory_password())["id"]
        cls.drives = [disk["serial"] for disk in cls.server["disks"]]
        cls.files = [pathlib.Path(disk["path"]) for disk in cls.server["disks"]]

    def evidence(self, run, step):
        return next(each["evidence"] for each in run["steps"] if each["name"] == step)

    def disks(self, level, drives, **more):
        return "--set", "disks=" + json.dumps({"volume": {"level": level, "drives": drives, **more}})

    def volumes(self):
        return self.metalwright("bmc", "volumes", "--machine", self.machine)["items"][0]["volumes"]

    def test_1_a_system_is_installed_on_a_mirror_that_the_controller_makes(self):
        self.run_of("register")
        self.run_of("inspect", "--set", "outOfBand=true")
        wish = ("--set", "image=tiny", "--set", "hostname=raid1", *self.disks("raid1", self.drives))
        plan = json.dumps(self.metalwright("runs", "plan", "provision", self.machine, *wish))
        self.assertIn(f"raid1 of the drives with serial {self.drives[0]} and serial {self.drives[1]}", plan)
        run = self.run_of("provision", *wish)
        volume, = self.volumes()
        self.assertEqual(("RAID1", self.drives), (volume["level"], volume["drives"]))
        self.assertIn(f"stands, of {volume['bytes']} bytes and WWN {volume['wwn']}.", self.evidence(run, "volume"))
        self.assertIn(f"by its WWN {volume['wwn']}", self.evidence(run, "raid"))
        self.assertEqual("deployed", self.metalwright("machines", "show", self.machine)["state"])
        self.metalwright("bmc", "power", "off", "--machine", self.machine)
        first, second = (hashlib.sha256(file.read_bytes()).hexdigest() for file in self.files)
        self.assertEqual(first, second, "the drives of the mirror differ")

    def test_2_a_volume_that_stands_is_taken_as_it_is(self):
        before = self.volumes()
        run = self.run_of("reinstall")
        self.assertIn("Nothing was made or deleted.", self.evidence(run, "volume"))
        self.assertEqual(before, self.volumes())

    def test_3_what_stands_in_the_way_is_deleted_only_where_the_wish_says_so(self):
        refused = subprocess.run(
            [ROOT / "metalwright", "runs", "plan", "reinstall", self.machine, *self.disks("raid0", self.drives[:1])],
            capture_output=True, text=True, timeout=300, env=self.environment())
        self.assertNotEqual(0, refused.returncode)
        self.assertIn("disks.volume.replace", refused.stdout + refused.stderr)
        run = self.run_of("reinstall", *self.disks("raid0", self.drives[:1], replace=True))
        self.assertIn("Had the controller delete volume", self.evidence(run, "volume"))
        # The other drive is a plain disk now, and would start the system that the mirror had.
        self.assertRegex(self.evidence(run, "raid"), f"Of what was deleted: On .*{self.drives[1]}.* no array, partition or signature is found")
        volume, = self.volumes()
        self.assertEqual(("RAID0", self.drives[:1]), (volume["level"], volume["drives"]))


if __name__ == "__main__":
    unittest.main()
