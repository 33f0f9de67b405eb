"""BootOS in QEMU without KVM: from the kernel to an announced machine with work, as a server sees it."""

import json
import os
import socket
import subprocess
import tempfile
import threading
import time
import unittest
from pathlib import Path

import jsonschema

from boot_services import BootServices

HERE = Path(__file__).resolve().parent
DIST = Path(os.environ.get("METALWRIGHT_BOOTOS", HERE.parent / "dist"))
SCHEMA = HERE.parents[1] / "model/src/main/resources/io/metalwright/model/hardware-report.schema.json"
MAC = "52:54:00:aa:55:01"
TOKEN = "test-token-of-43-characters-0123456789_-abc"
# A loaded machine without KVM: slow is no failure.
SOON = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Machine:
    """One emulated server: three disks on three buses, two ports, a BMC on KCS."""

    def __init__(self, folder: Path, services: BootServices, ca_sum: str, extra: str = ""):
        self.ssh_port = free_port()
        self.console = ""
        self.started = time.monotonic()
        for number in (1, 2, 3):
            with open(folder / f"disk{number}", "wb") as disk:
                disk.truncate(number * 64 << 20)
        line = (f"console=ttyS0,115200n8 quiet metalwright.url=https://10.0.2.2:{services.https.server_port}"
                f" metalwright.http=http://10.0.2.2:{services.http.server_port} metalwright.ca=sha256:{ca_sum}"
                f" metalwright.token={TOKEN} metalwright.mac={MAC} {extra}")
        arguments = [
            "qemu-system-x86_64", "-accel", "tcg", "-M", "q35", "-m", "1024", "-smp", "1", "-display", "none", "-serial", "stdio",
            "-monitor", "none", "-kernel", DIST / "kernel", "-initrd", DIST / "initrd", "-append", line, "-no-reboot",
            "-smbios", "type=1,manufacturer=Acme,product=Rack 1,serial=SN-AA55,uuid=aa55aa55-0000-4000-8000-00aa55aa5500,sku=K1,family=Racks",
            "-drive", f"file={folder}/disk1,if=none,id=d1,format=raw,cache=unsafe", "-device", "virtio-blk-pci,drive=d1,serial=VIRTIO-1",
            "-drive", f"file={folder}/disk2,if=none,id=d2,format=raw,cache=unsafe", "-device", "nvme,drive=d2,serial=NVME-2",
            "-drive", f"file={folder}/disk3,if=none,id=d3,format=raw,cache=unsafe", "-device", "ide-hd,drive=d3,serial=SATA-3,wwn=0x5000c500aa55aa55",
            "-netdev", "user,id=other", "-device", "e1000e,netdev=other,mac=52:54:00:aa:55:02,romfile=",
            "-netdev", f"user,id=boot,hostfwd=tcp:127.0.0.1:{self.ssh_port}-:22", "-device", f"virtio-net-pci,netdev=boot,mac={MAC},romfile=",
            "-device", "virtio-rng-pci", "-device", "ipmi-bmc-sim,id=bmc", "-device", "isa-ipmi-kcs,bmc=bmc,ioport=0xca2",
        ]
        self.process = subprocess.Popen([str(word) for word in arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while data := os.read(self.process.stdout.fileno(), 4096):
            self.console += data.decode(errors="replace")

    def cpu_seconds(self) -> float:
        words = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class BootTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", cls.folder / "key"], check=True)
        cls.services = BootServices(cls.folder, "10.0.2.2", TOKEN)
        cls.addClassCleanup(cls.services.close)
        # Servers that just start, or lie: none of this may stop the agent.
        cls.services.failures = [("/ca.pem", 404), ("/agent/v1/announce", 503), ("/agent/v1/work", 500)]
        cls.machine = Machine(cls.folder, cls.services, cls.services.ca_sum)
        cls.addClassCleanup(cls.machine.close)
        try:
            cls.services.wait_for("an announcement", lambda: cls.services.announcements, SOON)
        except AssertionError as problem:
            raise AssertionError(f"{problem}; console:\n{cls.machine.console}") from None
        print(f"\nannounced after {time.monotonic() - cls.machine.started:.1f} s, {cls.machine.cpu_seconds():.1f} s of QEMU's processor time", flush=True)
        cls.announcement = cls.services.announcements[0]
        cls.report = cls.announcement["report"]
        cls.services.wait_for("a poll", lambda: cls.services.polls, SOON)

    def ssh_command(self, *options):
        known = self.folder / "known_hosts"
        known.write_text(f"[127.0.0.1]:{self.machine.ssh_port} {self.announcement['sshHostKeys'][0]}\n")
        return ["-F", "none", "-p", str(self.machine.ssh_port), "-o", "StrictHostKeyChecking=yes", "-o", f"UserKnownHostsFile={known}",
                "-o", "ConnectTimeout=30", *options, "root@127.0.0.1"]

    def ssh(self, command, data=None):
        key = (self.folder / "key.pub").read_text().strip()
        if key not in self.services.keys:
            asked = len(self.services.polls)
            self.services.change(wanted=True, keys=[key])
            # the answer to the poll that is held now; the next one is asked when the keys are in place
            self.services.wait_for("keys to be taken", lambda: len(self.services.polls) > asked, SOON)
        return subprocess.run(["ssh", *self.ssh_command("-i", str(self.folder / "key"), "-o", "BatchMode=yes"), command], input=data,
                              capture_output=True, text=True, timeout=SOON)

    def test_the_announcement_holds_what_was_agreed(self):
        self.assertEqual(TOKEN, self.announcement["token"])
        self.assertEqual(MAC, self.announcement["mac"])
        self.assertEqual(["10.0.2.15"], self.announcement["addresses"])
        self.assertEqual(22, self.announcement["sshPort"])
        self.assertRegex(self.announcement["bootId"], "^[0-9a-f-]{36}$")
        self.assertRegex(self.announcement["agentVersion"], "^[0-9a-f]{12}$")

    def test_the_report_keeps_to_its_schema(self):
        jsonschema.validate(self.report, json.loads(SCHEMA.read_text()), jsonschema.Draft202012Validator)

    def test_the_report_tells_this_machine(self):
        self.assertEqual({"manufacturer": "Acme", "product": "Rack 1", "serial": "SN-AA55", "uuid": "aa55aa55-0000-4000-8000-00aa55aa5500",
                          "sku": "K1", "family": "Racks", "chassisType": 1}, self.report["system"])
        self.assertEqual(("BIOS", None, "x86_64"), tuple(self.report[name] for name in ("bootMode", "secureBoot", "architecture")))
        self.assertEqual(1 << 30, self.report["memory"]["bytes"])
        self.assertEqual([(1, 1)], [(cpu["cores"], cpu["threads"]) for cpu in self.report["processors"]])
        disks = {disk["serial"]: disk for disk in self.report["disks"]}
        self.assertEqual({"VIRTIO-1": ("virtio", 64 << 20), "NVME-2": ("nvme", 128 << 20), "SATA-3": ("sata", 192 << 20)},
                         {serial: (disk["bus"], disk["bytes"]) for serial, disk in disks.items()})
        self.assertEqual("0x5000c500aa55aa55", disks["SATA-3"]["wwn"])
        ports = {port["mac"]: port for port in self.report["nics"]}
        self.assertEqual(("virtio_net", True, ["10.0.2.15"]), tuple(ports[MAC][name] for name in ("driver", "boot", "addresses")))
        self.assertEqual(("e1000e", False), tuple(ports["52:54:00:aa:55:02"][name] for name in ("driver", "boot")))

    def test_a_disk_is_found_by_its_serial_its_size_and_its_world_wide_name(self):
        name = {disk["serial"]: disk["name"] for disk in self.report["disks"]}["SATA-3"]
        size = 192 << 20
        for words, found in [
            (f"SATA-3 {size}", name), (f"SATA-3 {size} 0x5000c500aa55aa55", name), (f"SATA-3 {size} ''", name),
            (f"SATA-3 {size} 0x5000c500aa55aa56", ""), (f"SATA-3 {size + 512}", ""), (f"SATA-4 {size}", ""),
        ]:
            self.assertEqual(found, self.ssh(f"metalwright-find-disk {words}").stdout.strip(), words)

    def test_the_bmc_is_seen_from_inside_by_who_asks_for_the_whole_report(self):
        bmc = json.loads(self.ssh("metalwright-report").stdout)["bmc"]
        self.assertIsNotNone(bmc)
        self.assertIsNone(self.report["bmc"], "the announcement waits for no BMC")
        # QEMU's own BMC has no LAN channel; its identifiers are zero.
        self.assertEqual({"manufacturerId": "0", "productId": "0", "firmware": "0.00", "ipmiVersion": "2.0", "lan": None}, bmc)

    def test_work_opens_the_door_to_its_key_alone(self):
        answer = self.ssh("metalwright-report > /tmp/full && cat /tmp/full")
        self.assertEqual("", answer.stderr)
        report = json.loads(answer.stdout)
        jsonschema.validate(report, json.loads(SCHEMA.read_text()), jsonschema.Draft202012Validator)
        self.assertEqual("passed", {disk["bus"]: disk["smartHealth"] for disk in report["disks"]}["sata"])
        self.assertTrue(all(controller["description"] for controller in report["controllers"]))
        self.assertIn("there is work for this machine", self.machine.console)

    def test_passwords_are_not_asked_for(self):
        refused = subprocess.run(["sshpass", "-p", "root", "ssh", *self.ssh_command("-o", "PubkeyAuthentication=no"), "true"],
                                 capture_output=True, text=True, timeout=SOON)
        self.assertNotEqual(0, refused.returncode)
        self.assertIn("Permission denied (publickey)", refused.stderr)

    def test_every_tool_that_was_promised_starts(self):
        tools = ("jq lsblk lscpu lshw dmidecode smartctl ethtool ipmitool nvme sgdisk partprobe mdadm wipefs blkdiscard mkfs.ext4 resize2fs e2fsck"
                 " mkfs.xfs xfs_growfs growpart mkfs.vfat qemu-img zstd curl openssl sha256sum chroot mount lspci")
        # A library that is missing shows only when a tool starts: 126 and 127 are the shell's words for that.
        script = "for tool in %s; do $tool --version > /tmp/out 2>&1 < /dev/null; code=$?; " \
                 "if [ $code -ge 126 ] || grep -q 'shared librar' /tmp/out; then echo $tool $code; fi; done" % tools + "; /usr/bin/ip -V > /tmp/out || echo ip"
        answer = self.ssh(script)
        self.assertEqual(("", ""), (answer.stdout, answer.stderr))

    def test_file_systems_and_arrays_can_be_made_and_grown(self):
        answer = self.ssh("""set -e
            sgdisk -n 1:0:+20M -t 1:ef00 -n 2:0:+40M /dev/nvme0n1 > /dev/null
            partprobe /dev/nvme0n1
            mkfs.vfat /dev/nvme0n1p1 > /dev/null
            mkfs.ext4 -q -L root /dev/nvme0n1p2
            growpart /dev/nvme0n1 2 > /dev/null
            e2fsck -fp /dev/nvme0n1p2 > /dev/null
            resize2fs /dev/nvme0n1p2 > /dev/null 2>&1
            mkdir -p /mnt/a && /usr/bin/mount LABEL=root /mnt/a && df -k /mnt/a | awk 'END { print ($2 > 80000) }'
            umount /mnt/a
            mdadm --create /dev/md0 --run --level 1 --raid-devices 2 --metadata 1.0 /dev/vda /dev/sda > /dev/null 2>&1
            metalwright-report --quick | jq -c '.arrays[0] | [.name, .level, (.members | sort)]'
            mdadm --stop /dev/md0 2> /dev/null
            mdadm --zero-superblock /dev/vda /dev/sda""")
        self.assertEqual(("1\n[\"/dev/md0\",\"raid1\",[\"/dev/sda\",\"/dev/vda\"]]\n", ""), (answer.stdout, answer.stderr))

    def test_an_image_is_written_to_the_disk_that_was_named(self):
        job = {"source": "http://10.0.2.2:1/", "device": "/dev/vda", "diskSerial": "VIRTIO-1", "sizeBytes": 8 << 20, "chunkBytes": 1 << 20, "chunks": [],
               "verifyFirst": 0}
        script = """mkdir -p /run/job && cat > /run/job/job.json
            echo dirt | dd of=/dev/vda bs=512 seek=100 conv=notrunc 2> /dev/null
            metalwright-write-image /run/job; jq -r .state /run/job/progress.json
            head -c 8388608 /dev/vda | tr -d '\\000' | wc -c
            jq '.diskSerial = "NVME-2"' /run/job/job.json > /run/job/new && mv /run/job/new /run/job/job.json
            metalwright-write-image /run/job 2> /dev/null; jq -r .error /run/job/progress.json
            mkfs.ext4 -q /dev/vda && mkdir -p /mnt/b && /usr/bin/mount /dev/vda /mnt/b
            jq '.diskSerial = ""' /run/job/job.json > /run/job/new && mv /run/job/new /run/job/job.json
            metalwright-write-image /run/job 2> /dev/null; jq -r .error /run/job/progress.json
            umount /mnt/b; wipefs -qa /dev/vda"""
        answer = self.ssh(script, json.dumps(job))
        self.assertEqual("", answer.stderr)
        self.assertEqual(["done", "0", "refused: /dev/vda has the serial 'VIRTIO-1', the job is for the disk 'NVME-2'",
                          "refused: /dev/vda is mounted on /mnt/b"], answer.stdout.splitlines())

    def test_secrets_stand_in_no_argument_and_on_no_screen(self):
        # The agent of a machine that is wanted asks again after a while.
        answer = self.ssh("""for second in $(seq 40); do ps -e -o args > /run/all; ! grep -q /agent/v1/work /run/all || break; sleep 1; done
            cat /run/all /run/metalwright/*.log /run/metalwright/settings""")
        self.assertIn("/agent/v1/work", answer.stdout)
        self.assertNotIn(TOKEN, answer.stdout)
        for session in self.services.sessions:
            self.assertNotIn(session, answer.stdout)
            self.assertNotIn(session, self.machine.console)
        self.assertNotIn(TOKEN, self.machine.console)

    def test_an_agent_that_is_killed_comes_back_and_a_lost_session_is_renewed(self):
        before = len(self.services.announcements)
        self.ssh("pkill -9 -f '^/busybox sh /usr/lib/metalwright/agent'")
        self.services.wait_for("an announcement of the new agent", lambda: len(self.services.announcements) > before, SOON)
        again = self.services.announcements[-1]
        for name in ("token", "bootId", "sshHostKeys"):
            self.assertEqual(self.announcement[name], again[name])
        before = len(self.services.announcements)
        self.services.sessions.clear()
        self.services.change()
        self.services.wait_for("an announcement after 401", lambda: len(self.services.announcements) > before, SOON)


class DistrustTest(unittest.TestCase):
    def test_a_server_with_another_certificate_is_told_nothing_and_an_unknown_token_ends_the_boot(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            services = BootServices(folder, "10.0.2.2", "another token")
            machine = Machine(folder, services, "0" * 64, "metalwright.address=10.0.2.20/24,10.0.2.2")
            try:
                services.wait_for("the refusal on the console, and of what", lambda: services.ca_sum in machine.console, SOON)
                self.assertIn("NOT TRUSTED", machine.console)
                self.assertIn("static address 10.0.2.20/24", machine.console)
                self.assertEqual([], services.announcements)
            finally:
                machine.close()
            # The right certificate, but a token of another boot: the machine restarts, which ends this QEMU.
            machine = Machine(folder, services, services.ca_sum)
            try:
                services.wait_for("the machine to restart", lambda: machine.process.poll() is not None, SOON)
                for words in ("boot token unknown", "restarting for a fresh one"):
                    services.wait_for(words, lambda: words in machine.console, SOON)
            finally:
                machine.close()
                services.close()


if __name__ == "__main__":
    unittest.main()
