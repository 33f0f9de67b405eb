"""A network for one machine to boot Linux from: dnsmasq for DHCP, iPXE's script and the files over HTTP.

The kernel is the distribution's generic one (the cloud kernel has no IPMI driver), the ramdisk is busybox and
ipmitool.
"""

import functools
import gzip
import http.server
import os
import pathlib
import subprocess
import threading

from rack import namespaces

_CACHE = pathlib.Path(__file__).resolve().parents[3] / ".cache" / "lab"
_KERNEL_PACKAGE = "linux-image-amd64"
_MODULES = ("ipmi_msghandler", "ipmi_devintf", "ipmi_si")


class NetBoot:
    """Serves `script`, run as the init of a ramdisk, to whoever boots from the rack's network."""

    def __init__(self, told: dict, folder: pathlib.Path, script: str):
        self._folder = folder
        unpacked = _generic_kernel()
        kernel = next(unpacked.glob("boot/vmlinuz-*"))
        (folder / "initrd").write_bytes(gzip.compress(_ramdisk(folder / "root", unpacked, script), 1))
        (folder / "kernel").symlink_to(kernel)
        handler = functools.partial(_QuietFiles, directory=str(folder))
        self._http = http.server.ThreadingHTTPServer((told["address"], 0), handler)
        threading.Thread(target=self._http.serve_forever, daemon=True).start()
        base = f"http://{told['address']}:{self._http.server_port}"
        (folder / "boot.ipxe").write_text(
            f"#!ipxe\nkernel {base}/kernel console=ttyS0,115200 quiet initrd=initrd\ninitrd {base}/initrd\nboot\n")
        self._dhcp = self._serve_dhcp(told, base)

    def close(self) -> None:
        self._dhcp.terminate()
        self._dhcp.wait()
        self._http.shutdown()
        self._http.server_close()

    def _serve_dhcp(self, told: dict, base: str) -> subprocess.Popen:
        """In the rack's namespace, on its switch: a DHCP server of this host would be in the way."""
        first_three = told["address"].rpartition(".")[0]
        for address in ((f"{first_three}.2/24",), ("fd00:77::2/64", "nodad")):
            _out("ip", "-n", told["namespace"], "addr", "replace", *address, "dev", "switch")
        # The router advertisement is for iPXE, which waits 13 s for one.
        with namespaces.entered(told["namespace"]):
            return subprocess.Popen(
                ["dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--port=0", "--user=root", "--no-ping",
                 f"--dhcp-range={first_three}.50,{first_three}.99,10m", "--dhcp-range=fd00:77::,ra-only", "--enable-ra",
                 f"--dhcp-leasefile={self._folder}/leases", f"--pid-file={self._folder}/dnsmasq.pid",
                 f"--dhcp-boot={base}/boot.ipxe", "--log-facility=-", "--interface=switch", "--bind-interfaces"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class _QuietFiles(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def _generic_kernel() -> pathlib.Path:
    unpacked = _CACHE / "kernel"
    if not unpacked.exists():
        _CACHE.mkdir(parents=True, exist_ok=True)
        _out("apt-get", "update", "-qq")
        depends = _out("apt-cache", "depends", _KERNEL_PACKAGE).split()
        package = next(word for word in depends if word.startswith("linux-image-") and word != _KERNEL_PACKAGE)
        _out("apt-get", "download", package, cwd=_CACHE)
        archive = next(_CACHE.glob(f"{package}_*.deb"))
        draft = _CACHE / "kernel.new"
        _out("dpkg-deb", "-x", archive, draft)
        archive.unlink()
        draft.rename(unpacked)
    return unpacked


def _ramdisk(root: pathlib.Path, kernel: pathlib.Path, script: str) -> bytes:
    programs = {"busybox": "/bin/busybox", "ipmitool": "/usr/bin/ipmitool"}
    for folder in ("bin", "dev", "proc", "sys", "modules", "run", "tmp", "var/run"):
        (root / folder).mkdir(parents=True)
    for name, path in programs.items():
        _out("cp", "-L", path, root / "bin" / name)
    for library in {word for word in _out("ldd", programs["ipmitool"]).split() if word.startswith("/")}:
        (root / library[1:]).parent.mkdir(parents=True, exist_ok=True)
        _out("cp", "-L", library, root / library[1:])
    for module in _MODULES:
        _out("cp", next(kernel.rglob(f"{module}.ko*")), root / "modules")
    init = root / "init"
    init.write_text(
        "#!/bin/busybox sh\n/bin/busybox --install -s /bin\n"
        "mount -t proc proc /proc\nmount -t sysfs sys /sys\nmount -t devtmpfs dev /dev\n"
        + "".join(f"insmod /modules/{module}.ko*\n" for module in _MODULES) + script)
    init.chmod(0o755)
    names = "\n".join(sorted(str(path.relative_to(root)) for path in root.rglob("*")))
    return subprocess.run(["cpio", "-o", "-H", "newc", "--quiet"], cwd=root, input=names.encode(), check=True,
                          capture_output=True).stdout


def _out(*command, cwd: pathlib.Path | None = None) -> str:
    words = [os.fspath(word) for word in command]
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(words)} failed: {done.stderr.strip()}")
    return done.stdout
