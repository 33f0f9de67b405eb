"""The tiny image boots under both firmwares and goes by what was written on its disk."""

import hashlib
import pathlib
import subprocess
import tempfile
import unittest

from machine import IMAGES, Disk, Machine, built, key_pair, mirrored, run

READY = r"metalwright-tiny: ready (\S+) (\S+)"
BOOT_SECONDS = 180  # generous: other machines may share the processors


class TinyImageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.image = built("build-tiny", "tiny.qcow2")

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="metalwright-images-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.key, self.public_key = key_pair(self.folder)

    def disk_with_key(self):
        disk = Disk(self.image, self.folder)
        disk.write("/root/.ssh/authorized_keys", self.public_key, "0100600")
        return disk

    def configure(self, disk):
        disk.write("/etc/hostname", "web-17\n")
        disk.write("/etc/systemd/network/10-uplink.link", "[Match]\nMACAddress=52:54:00:AA:BB:01\n\n[Link]\nName=uplink0\n")
        disk.write(
            "/etc/network/interfaces",
            "auto lo\niface lo inet loopback\n\nauto uplink0\niface uplink0 inet static\n\taddress 10.0.2.77/24\n\tgateway 10.0.2.2\n")
        disk.write("/etc/passwd", disk.read("/etc/passwd") + "ada:x:1000:1000:Ada:/home/ada:/bin/bash\n")
        disk.write("/etc/shadow", disk.read("/etc/shadow") + "ada:!:19700:0:99999:7:::\n", "0100640")
        disk.write("/etc/group", disk.read("/etc/group") + "ada:x:1000:\n")
        disk.write("/home/ada/.ssh/authorized_keys", self.public_key)
        # Taken at the third attempt, as when the network is late.
        disk.write(
            "/etc/metalwright/report",
            "#!/bin/sh\necho x >>/var/log/attempts\n[ $(wc -l </var/log/attempts) -ge 3 ] && echo reported by $(hostname) >/dev/console\n", "0100755")

    def check_configured_machine(self, firmware):
        disk = self.disk_with_key()
        self.configure(disk)
        # dropbear wants home folders that nobody else may write.
        run("debugfs", "-w", "-f", "-", disk.root, input="".join(
            f"sif {path} uid 1000\nsif {path} gid 1000\n" for path in ("/home/ada", "/home/ada/.ssh", "/home/ada/.ssh/authorized_keys")))
        with Machine(self.folder, disk.close(), firmware=firmware, address="10.0.2.77") as machine:
            ready = machine.await_line(READY, BOOT_SECONDS)
            self.assertEqual(("web-17", "10.0.2.77"), ready.groups())
            machine.await_line("reported by web-17", 60)
            self.assertIn("ID=metalwright-tiny", machine.ssh("root", self.key, "cat /etc/os-release"))
            self.assertIn("uplink0", machine.ssh("root", self.key, "ip -4 route show default"))
            self.assertEqual("uid=1000(ada)", machine.ssh("ada", self.key, "id").split()[0])
            self.assertEqual("yes\n", machine.ssh("root", self.key, "[ -e /etc/metalwright/reported ] && echo yes"))
            self.assertEqual(firmware == "uefi-secure", "Kernel is locked down from EFI Secure Boot" in machine.ssh("root", self.key, "dmesg"))

    def test_configured_machine_boots_under_bios(self):
        self.check_configured_machine("bios")

    def test_configured_machine_boots_under_uefi(self):
        self.check_configured_machine("uefi")

    def test_configured_machine_boots_where_secure_boot_is_enforced(self):
        self.check_configured_machine("uefi-secure")

    def test_unconfigured_machine_asks_for_an_address_and_offers_openssh_host_key(self):
        host_key, host_public_key = key_pair(self.folder, "host")
        disk = self.disk_with_key()
        disk.write("/etc/ssh/ssh_host_ed25519_key", host_key.read_text(), "0100600")
        with Machine(self.folder, disk.close(), bus="nvme") as machine:
            self.assertEqual(("metalwright-tiny", "10.0.2.15"), machine.await_line(READY, BOOT_SECONDS).groups())
            machine.ssh("root", self.key, "true")
            self.assertIn(host_public_key.split()[1], (self.folder / "known_hosts").read_text())
            machine.ssh("root", self.key, "poweroff")
            machine.await_power_off(60)

    def test_stranger_is_not_let_in(self):
        stranger, _ = key_pair(self.folder, "stranger")
        with Machine(self.folder, self.disk_with_key().close()) as machine:
            machine.await_line(READY, BOOT_SECONDS)
            with self.assertRaisesRegex(AssertionError, "Permission denied"):
                machine.ssh("root", stranger, "true")

    def test_root_on_a_whole_disk_mirror_boots_complete_and_degraded(self):
        tiny = Disk(self.image, self.folder)
        mirrors = mirrored(self.folder, self.disk_with_key().close(), tiny)
        for disks in (mirrors, mirrors[1:]):
            with self.subTest(disks=len(disks)), Machine(self.folder, *disks) as machine:
                machine.await_line(READY, BOOT_SECONDS)
                self.assertRegex(machine.ssh("root", self.key, "cat /proc/mounts"), r"/dev/md\d+p3 / ext4")
                self.assertIn("[UU]" if len(disks) == 2 else "U", machine.ssh("root", self.key, "cat /proc/mdstat"))

    def test_second_build_does_nothing_and_forced_one_gives_the_same_bytes(self):
        before = hashlib.sha256(self.image.read_bytes()).hexdigest()
        written = self.image.stat().st_mtime_ns
        self.assertIn("up to date", subprocess.run([IMAGES / "build-tiny", "--out", self.image], check=True, text=True, capture_output=True).stderr)
        self.assertEqual(written, self.image.stat().st_mtime_ns)
        again = self.folder / "again.qcow2"
        subprocess.run([IMAGES / "build-tiny", "--out", again], check=True)
        self.assertEqual(before, hashlib.sha256(again.read_bytes()).hexdigest())

    def test_disk_has_the_agreed_layout_in_little_data(self):
        disk = Disk(self.image, self.folder)
        table = run("sgdisk", "--print", "--verify", disk.path)
        self.assertRegex(table, r"1 +2048 .* EF02 +bios-boot\n +2 .* EF00 +efi-system\n +3 .* 8304 +root\n")
        self.assertIn("No problems found", table)
        self.assertRegex(run("dumpe2fs", "-h", disk.root), r"volume name: +root\n")
        run("e2fsck", "-fn", disk.root)
        self.assertLess(self.image.stat().st_size, 40 * 2**20)

    def test_wrong_usage_exits_with_two(self):
        for arguments in ([], ["--out"], ["--out", "x.iso"], ["--out", "x.raw", "--kernel", "odd"], ["--nonsense"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(2, subprocess.run([IMAGES / "build-tiny", *arguments], capture_output=True, cwd=self.folder).returncode)


if __name__ == "__main__":
    unittest.main()
