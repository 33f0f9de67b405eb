"""A disk image that is edited without mounting it, and a QEMU machine (TCG) that boots it."""

import contextlib
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time

IMAGES = pathlib.Path(__file__).resolve().parents[1]
# Code and settings. The secure one has the keys that servers are sold with, and starts what is signed alone.
FIRMWARE = {"uefi": ("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"),
            "uefi-secure": ("/usr/share/OVMF/OVMF_CODE_4M.secboot.fd", "/usr/share/OVMF/OVMF_VARS_4M.ms.fd")}
SECTOR = 512


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, text=True, capture_output=True, **options).stdout


class Disk:
    """A raw copy of an image, whose root file system is written to by debugfs, as a provisioner would by mounting it."""

    def __init__(self, image, folder):
        self.path = pathlib.Path(tempfile.mkdtemp(dir=folder)) / "disk.raw"
        run("qemu-img", "convert", "-O", "raw", image, self.path)
        self.root = self.path.with_suffix(".root")
        self.first = int(re.search(r"First sector: (\d+)", run("sgdisk", "--info=3", self.path)).group(1))
        last = int(re.search(r"Last sector: (\d+)", run("sgdisk", "--info=3", self.path)).group(1))
        run("dd", f"if={self.path}", f"of={self.root}", f"bs={SECTOR}", f"skip={self.first}", f"count={last - self.first + 1}", "conv=sparse")

    def read(self, path):
        return run("debugfs", "-R", f"cat {path}", self.root)

    def extract(self, path, to):
        run("debugfs", "-R", f"dump {path} {to}", self.root)
        return to

    def write(self, path, content, mode="0100644"):
        parents = [str(parent) for parent in reversed(pathlib.PurePosixPath(path).parents)][1:]
        with tempfile.NamedTemporaryFile("w", dir=self.path.parent) as source:
            source.write(content)
            source.flush()
            commands = [f"mkdir {parent}" for parent in parents] + [f"rm {path}", f"write {source.name} {path}"]
            commands += [f"sif {path} mode {mode}", f"sif {path} uid 0", f"sif {path} gid 0"]
            run("debugfs", "-w", "-f", "-", self.root, input="\n".join(commands) + "\n")
        if self.read(path) != content:
            raise AssertionError(f"{path} was not written")

    def close(self):
        run("dd", f"if={self.root}", f"of={self.path}", f"bs={SECTOR}", f"seek={self.first}", "conv=notrunc,sparse")
        self.root.unlink()
        return self.path


def free_port():
    with contextlib.closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Machine:
    """Use as a context: the machine is powered off at its end. `serial` is all that the serial line said, `address` the guest's."""

    def __init__(self, folder, *disks, firmware="bios", memory=512, bus="virtio", address="10.0.2.15", arguments=()):
        self.folder, self.ssh_port, self.serial = pathlib.Path(folder), free_port(), ""
        command = ["qemu-system-x86_64", "-accel", "tcg", "-machine", "q35,smm=on" if firmware == "uefi-secure" else "q35", "-cpu", "max", "-m", str(memory), "-display", "none"]
        command += ["-serial", "stdio", "-monitor", "none", "-no-reboot", "-device", "virtio-rng-pci"]
        command += ["-netdev", f"user,id=net,hostfwd=tcp:127.0.0.1:{self.ssh_port}-{address}:22", "-device", "virtio-net-pci,netdev=net,mac=52:54:00:aa:bb:01"]
        for number, disk in enumerate(disks):
            command += ["-drive", f"file={disk},format=raw,if=none,id=d{number}"]
            command += ["-device", f"virtio-blk-pci,drive=d{number},serial=D{number}" if bus == "virtio" else f"{bus},drive=d{number},serial=D{number}"]
        if firmware in FIRMWARE:
            code, settings = FIRMWARE[firmware]
            variables = self.folder / "variables.fd"
            shutil.copy(settings, variables)
            command += ["-drive", f"if=pflash,format=raw,readonly=on,file={code}", "-drive", f"if=pflash,format=raw,file={variables}"]
        if firmware == "uefi-secure":
            command += ["-global", "driver=cfi.pflash01,property=secure,value=on"]
        self.command = command + list(arguments)

    def __enter__(self):
        self.started = time.monotonic()
        self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.reader = threading.Thread(target=self._listen, daemon=True)
        self.reader.start()
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()

    def _listen(self):
        while data := os.read(self.process.stdout.fileno(), 65536):
            self.serial += data.decode("utf-8", "replace")

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def await_line(self, pattern, seconds):
        """The match of `pattern` on the serial line."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if match := re.search(pattern, self.serial):
                print(f"  {pattern!r}: {time.monotonic() - self.started:.1f} s, {self.cpu_seconds():.1f} s of CPU")
                return match
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"no {pattern!r} within {seconds} s; the serial line ends with:\n{self.serial[-2000:]}")

    def await_power_off(self, seconds):
        self.process.wait(seconds)

    def ssh(self, user, key, command, seconds=60):
        """Standard output of `command`, tried until somebody listens."""
        deadline = time.monotonic() + seconds
        while True:
            result = subprocess.run(
                ["ssh", "-F", "none", "-i", str(key), "-p", str(self.ssh_port), "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-o", "ConnectTimeout=20"]
                + ["-o", "StrictHostKeyChecking=no", "-o", f"UserKnownHostsFile={self.folder}/known_hosts", "-o", "LogLevel=ERROR", f"{user}@127.0.0.1", command],
                text=True, capture_output=True)
            if result.returncode == 0:
                return result.stdout
            if result.returncode != 255 or "Permission denied" in result.stderr or time.monotonic() > deadline:
                raise AssertionError(f"ssh {user}: {result.returncode} {result.stderr}{result.stdout}\n{self.serial[-1500:]}")
            time.sleep(1)


def key_pair(folder, name="key"):
    path = pathlib.Path(folder) / name
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path)
    return path, path.with_suffix(".pub").read_text()


def built(script, name):
    """The image, built once into the cache folder (METALWRIGHT_IMAGES, else beside the scripts)."""
    image = pathlib.Path(os.environ.get("METALWRIGHT_IMAGES", IMAGES / ".cache")) / name
    subprocess.run([IMAGES / script, "--out", image], check=True)
    return image


def mirrored(folder, image, tiny):
    """Two disks that hold `image` as a RAID 1 of whole disks: made by mdadm in the ramdisk of the tiny disk, as BootOS would make it."""
    kernel, initrd = tiny.extract("/boot/vmlinuz", folder / "vmlinuz"), tiny.extract("/boot/initrd", folder / "initrd")
    mirrors = [folder / "left.raw", folder / "right.raw"]
    for mirror in mirrors:
        run("truncate", "-s", image.stat().st_size + 16 * 2**20, mirror)
    script = folder / "overlay" / "init"  # of two archive members of one name, the later one counts
    script.parent.mkdir()
    script.write_text(
        "#!/bin/sh\nexport PATH=/bin MDADM_NO_UDEV=1\nmount -t devtmpfs dev /dev\nmount -t proc proc /proc\nmount -t sysfs sys /sys\nmkdir -p /run/mdadm\n"
        "exec >/dev/console 2>&1\nmodprobe -a virtio_pci virtio_blk raid1\nusleep 500000\n"
        "yes | mdadm --create /dev/md0 --level=1 --metadata=1.0 --raid-devices=2 --assume-clean /dev/vda /dev/vdb &&\n"
        "dd if=/dev/vdc of=/dev/md0 bs=1M && sync && mdadm --stop /dev/md0 && echo mirror-written\npoweroff -f\n")
    script.chmod(0o755)
    overlay = subprocess.run(["cpio", "--quiet", "-o", "-H", "newc"], input=b"init\n", cwd=script.parent, capture_output=True, check=True).stdout
    ramdisk = folder / "ramdisk"
    ramdisk.write_bytes(initrd.read_bytes() + b"\0" * (-initrd.stat().st_size % 4) + overlay)
    arguments = ["-kernel", str(kernel), "-initrd", str(ramdisk), "-append", "console=ttyS0 quiet"]
    with Machine(folder, *mirrors, image, arguments=arguments) as machine:
        machine.await_power_off(300)
    if "mirror-written" not in machine.serial:
        raise AssertionError(f"the mirror was not written:\n{machine.serial[-2000:]}")
    return mirrors
