"""The Debian image boots everywhere that it may be written to, and goes by the seed on its own disk. Slow: METALWRIGHT_SLOW=1 runs it."""

import os
import pathlib
import tempfile
import unittest

from machine import Disk, Machine, built, key_pair, mirrored

SEED = "/var/lib/cloud/seed/nocloud"
BOOT_SECONDS = 400  # generous: other machines may share the processors
NETWORK = """\
version: 2
ethernets:
  uplink:
    match: {macaddress: "52:54:00:aa:bb:01"}
    set-name: uplink0
    addresses: [10.0.2.77/24]
    gateway4: 10.0.2.2
    nameservers: {addresses: [10.0.2.3]}
"""


@unittest.skipUnless(os.environ.get("METALWRIGHT_SLOW"), "slow: METALWRIGHT_SLOW=1 runs it")
class DebianImageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.image = built("build-debian", "debian.qcow2")

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="metalwright-images-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.key, self.public_key = key_pair(self.folder)

    def seeded_disk(self):
        disk = Disk(self.image, self.folder)
        disk.write(f"{SEED}/meta-data", "instance-id: m-0042\nlocal-hostname: web-17\n")
        disk.write(f"{SEED}/network-config", NETWORK)
        disk.write(
            f"{SEED}/user-data",
            "#cloud-config\nusers:\n- name: ada\n  shell: /bin/bash\n  sudo: 'ALL=(ALL) NOPASSWD:ALL'\n  lock_passwd: true\n"
            f"  ssh_authorized_keys:\n  - {self.public_key}")
        return disk.close()

    def check_came_up_as_seeded(self, machine):
        machine.await_line("login:", BOOT_SECONDS)
        ask = lambda command: machine.ssh("ada", self.key, command, BOOT_SECONDS)
        self.assertIn("status: done", ask("cloud-init status --wait"))
        print("  " + ask("systemd-analyze time").strip().splitlines()[0])
        self.assertEqual("web-17\n", ask("hostname"))
        self.assertRegex(ask("ip -4 -o address show dev uplink0"), r"inet 10\.0\.2\.77/24 ")
        self.assertIn("via 10.0.2.2 dev uplink0", ask("ip route show default"))
        self.assertEqual("root\n", ask("sudo id -un"))
        self.assertEqual("", ask("systemctl --failed --plain --no-legend"))

    def test_seeded_disk_boots_under_bios(self):
        with Machine(self.folder, self.seeded_disk(), memory=1024, address="10.0.2.77") as machine:
            self.check_came_up_as_seeded(machine)

    def test_seeded_disk_boots_under_uefi(self):
        with Machine(self.folder, self.seeded_disk(), firmware="uefi", memory=1024, address="10.0.2.77") as machine:
            self.check_came_up_as_seeded(machine)

    def check_boots_from_mirror(self, firmware):
        tiny = Disk(built("build-tiny", "tiny.qcow2"), self.folder)
        mirrors = mirrored(self.folder, self.seeded_disk(), tiny)
        with Machine(self.folder, *mirrors, firmware=firmware, memory=1024, address="10.0.2.77") as machine:
            self.check_came_up_as_seeded(machine)
            self.assertRegex(machine.ssh("ada", self.key, "findmnt --noheadings --output SOURCE /"), r"^/dev/md\d+p3\n")
            self.assertIn("[UU]", machine.ssh("ada", self.key, "cat /proc/mdstat"))

    def test_root_on_a_whole_disk_mirror_boots_under_bios(self):
        self.check_boots_from_mirror("bios")

    def test_root_on_a_whole_disk_mirror_boots_under_uefi(self):
        self.check_boots_from_mirror("uefi")


if __name__ == "__main__":
    unittest.main()
