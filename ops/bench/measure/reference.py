"""A provisioning by hand, without any product: dnsmasq, a plain HTTP server, a shell ramdisk and ipmitool.

The kernel and the drivers are those of BootOS, the image is the same one; it is sent as gzip and unpacked onto the disk.
"""

import gzip
import pathlib
import shutil
import subprocess
import time

from rack import namespaces

from . import processes

_PORT = 80
_DRIVERS = ("virtio_pci", "virtio_net", "virtio_blk")
LINES = {"init": rb"reference: begins", "ready": rb"reference: ready", "written": rb"reference: written"}
REQUESTS = {"script": r"^/boot\.ipxe", "image": r"^/image\.gz"}

_INIT = """#!/busybox sh
/busybox mkdir -p /bin /dev /proc /sys
/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
exec > /dev/console 2>&1
echo 'reference: begins'
while read -r driver; do insmod "/drivers/$driver"; done < /drivers/order
port=$(ls /sys/class/net | grep -v '^lo$' | head -n 1)
ip link set "$port" up
udhcpc -q -n -t 20 -T 1 -i "$port" -s /lease
echo 'reference: ready'
wget -q -O - http://SERVER/image.gz | gunzip -c > /dev/vda
sync
echo 'reference: written'
reboot -f
"""

_LEASE = """#!/busybox sh
[ "$1" != bound ] || ip address add "$ip/$mask" dev "$interface"
"""


class Reference:
    """`bootos` holds BootOS's kernel and ramdisk, `image` is a whole disk."""

    http_port = _PORT

    def __init__(self, rack, folder, bootos, image):
        self.rack = rack
        self._address = rack.address(2)
        folder.mkdir(parents=True)
        www = folder / "www"
        www.mkdir()
        shutil.copy(bootos / "kernel", www / "kernel")
        (www / "initrd").write_bytes(gzip.compress(_ramdisk(folder, bootos / "initrd", self._address), 6))
        self.image_bytes = _pack(image, www / "image.gz")
        base = f"http://{self._address}"
        (www / "boot.ipxe").write_text(
            f"#!ipxe\nkernel {base}/kernel initrd=initrd console=tty0 console=ttyS0,115200n8 loglevel=4\ninitrd {base}/initrd\nboot\n")
        shutil.copy("/usr/lib/ipxe/snponly.efi", folder / "snponly.efi")
        namespace = rack.told["namespace"]
        for address in ((f"{self._address}/24",), ("fd00:77::2/64", "nodad")):
            subprocess.run(["ip", "-n", namespace, "addr", "replace", *address, "dev", "switch"], check=True)
        with namespaces.entered(namespace):
            self._servers = [
                subprocess.Popen(["busybox", "httpd", "-f", "-p", f"{self._address}:{_PORT}", "-h", www]),
                subprocess.Popen(
                    # Router advertisements and option 176 spare iPXE the waits for a router and for a proxy.
                    ["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--port=0", "--user=root", "--no-ping",
                     f"--dhcp-range={rack.address(50)},{rack.address(99)},10m", "--dhcp-range=fd00:77::,ra-only", "--enable-ra",
                     f"--dhcp-leasefile={folder}/leases", f"--pid-file={folder}/dnsmasq.pid", "--enable-tftp", f"--tftp-root={folder}",
                     "--dhcp-match=set:ipxe,175", f"--dhcp-boot=tag:ipxe,{base}/boot.ipxe",
                     f"--dhcp-boot=tag:!ipxe,snponly.efi,,{self._address}", "--dhcp-option=encap:175,176,1b", "--log-facility=-",
                     "--interface=switch", "--bind-interfaces"],
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)]
        time.sleep(1)
        for server in self._servers:
            if server.poll() is not None:
                self.close()
                raise RuntimeError(f"{server.args[0]} ended with status {server.returncode}")

    def prepare(self):
        pass

    def provision(self):
        """The command by which a person begins; the rest happens."""
        bmc = self.rack.machine["bmc"]
        ipmitool = ["ipmitool", "-I", "lanplus", "-C", "3", "-H", bmc["address"], "-U", bmc["user"], "-f", bmc["passwordFile"]]
        efi = ["options=efiboot"] if self.rack.machine["firmware"] == "uefi" else []
        for words in (["chassis", "bootdev", "pxe", *efi], ["chassis", "power", "on"]):
            subprocess.run([*ipmitool, *words], check=True, capture_output=True)

    def finish(self, observer):
        return {}

    def cpu_seconds(self):
        return sum(processes.cpu_seconds(server.pid) or 0 for server in self._servers)

    def close(self):
        for server in self._servers:
            server.terminate()
            server.wait()


def _pack(image, packed):
    raw = packed.with_name("image.raw")
    subprocess.run(["qemu-img", "convert", "-O", "raw", image, raw], check=True)
    with open(raw, "rb") as plain, gzip.open(packed, "wb", 6) as out:
        shutil.copyfileobj(plain, out, 1 << 20)
    size = raw.stat().st_size
    raw.unlink()
    return {"disk": size, "sent": packed.stat().st_size}


def _ramdisk(folder, initrd, server):
    """busybox and three drivers, taken out of BootOS; as cpio."""
    unpacked = folder / "bootos"
    unpacked.mkdir()
    with open(initrd, "rb") as archive:
        subprocess.run(["cpio", "-i", "-d", "--quiet", "busybox", "tools.squashfs"], cwd=unpacked, stdin=archive, check=True)
    tools = unpacked / "tools"
    subprocess.run(["unsquashfs", "-q", "-n", "-d", tools, unpacked / "tools.squashfs", "lib/modules"], check=True, capture_output=True)
    modules = next((tools / "lib/modules").iterdir())
    needs = dict(line.split(":", 1) for line in (modules / "modules.dep").read_text().splitlines())
    root = folder / "root"
    (root / "drivers").mkdir(parents=True)
    shutil.copy(unpacked / "busybox", root / "busybox")
    order = []
    for driver in _DRIVERS:
        path = next((path for path in needs if pathlib.Path(path).stem.split(".")[0] == driver), None)
        for each in [*reversed(needs[path].split()), path] if path else []:
            if pathlib.Path(each).name not in order:
                order.append(pathlib.Path(each).name)
                shutil.copy(modules / each, root / "drivers")
    (root / "drivers/order").write_text("".join(name + "\n" for name in order))
    for name, script in (("init", _INIT.replace("SERVER", server)), ("lease", _LEASE)):
        (root / name).write_text(script)
        (root / name).chmod(0o755)
    (root / "dev").mkdir()
    names = "\n".join(sorted(str(path.relative_to(root)) for path in root.rglob("*")))
    return subprocess.run(["cpio", "-o", "-H", "newc", "--quiet", "-R", "0:0"], cwd=root, input=names.encode(), check=True,
                          capture_output=True).stdout
