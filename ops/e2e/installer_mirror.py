"""The distribution's mirror as a rack sees it, where that of this host lacks parts of the installer.

All is handed through, but for the installer's own packages (udebs): those that the mirror has not are made of the ordinary packages that hold the
same files, or left out where nothing needs them. So an installation is done by the distribution's installer on any mirror that apt is content with.
"""

import gzip
import hashlib
import http.server
import lzma
import pathlib
import re
import shutil
import subprocess
import threading
import urllib.error
import urllib.request

ARCHITECTURE = "amd64"
# Drivers and file systems that a virtual machine's disk asks for; where they lie in the kernel's package.
MODULES = ("kernel/fs/ext4", "kernel/fs/jbd2", "kernel/fs/mbcache", "kernel/fs/fat", "kernel/fs/nls", "kernel/fs/efivarfs",
           "kernel/drivers/block/virtio_blk", "kernel/drivers/scsi/scsi_", "kernel/drivers/scsi/sd_mod",
           "kernel/drivers/scsi/virtio_scsi", "kernel/drivers/ata/libata", "kernel/drivers/ata/ahci.", "kernel/drivers/ata/libahci.",
           "kernel/drivers/nvme", "kernel/lib/crc", "kernel/lib/libcrc", "kernel/crypto/crc", "kernel/arch/x86/crypto/crc",
           "kernel/arch/x86/lib/crc", "kernel/block/t10")
# Of no use on one plain disk; each costs an emulated processor seconds.
LEFT_OUT = re.compile(r"partman-(lvm|crypto|md|auto-(lvm|crypto|raid)|xfs|btrfs|jfs|iscsi|nbd|cros|multipath|zfs)|(btrfs|jfs|xfs|ntfs-3g|mdadm|lvm2|cryptsetup)"
                      r"(progs|utils|-udeb|-progs-udeb)?.*|(fire|pcmcia|cdrom|isofs|jfs|xfs|btrfs|md|loop|pata|multipath|rfkill|usb|mmc|uinput|speakup|sound|ppp|fuse|squashfs|udf|nbd"
                      r"|crypto|efi|serial|input|mouse|hyperv|i2c|rtc|event|firewire)-.*-di|cdrom-.*|apt-cdrom-setup|load-cdrom|iso-scan|depthcharge.*|nobootloader|lilo-installer"
                      r"|network-console|rescue-mode|multipath.*|open-iscsi.*|libisns.*|eject-udeb|espeakup.*|brltty.*")
# Without which nothing is installed, and which is not to be made of ordinary packages.
NEEDED = {"disk-detect", "partman-ext3", "parted-udeb", "grub-installer"}
PROVIDED = ("ext4-modules", "scsi-modules", "sata-modules", "ata-modules", "cdrom-core-modules", "ntfs-3g-udeb")
# Some are called otherwise in another release.
FILE_SYSTEM_TOOLS = ("e2fsprogs", "libext2fs2", "libext2fs2t64", "libcom-err2", "libss2")


class Mirror:
    """Serves `upstream` for an installer of `suite` whose kernel is `kernel`; `close` ends it."""

    def __init__(self, upstream, suite, kernel, folder, address):
        self.upstream = upstream.rstrip("/")
        self.suite = suite
        self.kernel = kernel
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.own = {}
        # Packages that the mirror has not, and that were made here.
        self.made = []
        self.asked = []
        self._installer_packages()
        mirror = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                mirror.answer(self)

            do_HEAD = do_GET

            def log_message(self, *words):
                pass

        self.server = http.server.ThreadingHTTPServer((address, 0), Handler)
        self.url = f"http://{address}:{self.server.server_port}/debian"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request):
        path = request.path.split("/debian/", 1)[-1]
        self.asked.append(path)
        body = self.own.get(path)
        if body is not None:
            return self._send(request, 200, body)
        try:
            with urllib.request.urlopen(f"{self.upstream}/{path}", timeout=60) as found:
                return self._send(request, 200, found.read())
        except urllib.error.HTTPError as refusal:
            return self._send(request, refusal.code, b"")
        except OSError:
            return self._send(request, 502, b"")

    @staticmethod
    def _send(request, status, body):
        request.send_response(status)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(body)

    def _fetch(self, path):
        with urllib.request.urlopen(f"{self.upstream}/{path}", timeout=120) as found:
            return found.read()

    def _has(self, path):
        try:
            urllib.request.urlopen(urllib.request.Request(f"{self.upstream}/{path}", method="HEAD"), timeout=60).close()
            return True
        except urllib.error.HTTPError:
            return False

    def _installer_packages(self):
        ordinary = lzma.decompress(self._fetch(f"dists/{self.suite}/main/binary-{ARCHITECTURE}/Packages.xz")).decode()
        self._ordinary = dict(re.findall(r"(?ms)^Package: (\S+)$.*?^Filename: (\S+)$", ordinary))
        folder = f"main/debian-installer/binary-{ARCHITECTURE}"
        listed = [Stanza(text) for text in
                  lzma.decompress(self._fetch(f"dists/{self.suite}/{folder}/Packages.xz")).decode().strip().split("\n\n")]
        # Those of other kernels are nothing to this one.
        listed = [each for each in listed if each.get("Kernel-Version") in ("", self.kernel)]
        listed = [each for each in listed if not LEFT_OUT.fullmatch(each.get("Package"))]
        kept = [each for each in listed if self._has(each.get("Filename"))]
        here = {each.get("Package") for each in kept}
        lacking = NEEDED - here
        if lacking:
            raise RuntimeError(f"{self.upstream} has no {', '.join(sorted(lacking))} of {self.suite}: try another --release or --mirror")
        if f"ext4-modules-{self.kernel}-di" not in here:
            kept.append(self._made(f"metalwright-modules-{self.kernel}-di", self._modules,
                                   f"Kernel-Version: {self.kernel}\nProvides: {', '.join(PROVIDED)}\nPriority: standard\n"))
        if "e2fsprogs-udeb" not in here:
            kept.append(self._made("e2fsprogs-udeb", self._tools, "Depends: libc6-udeb, libblkid1-udeb, libuuid1-udeb\nPriority: optional\n"))
        index = ("\n\n".join(each.text for each in kept) + "\n").encode()
        forms = {"Packages": index, "Packages.gz": gzip.compress(index), "Packages.xz": lzma.compress(index)}
        release = self._fetch(f"dists/{self.suite}/Release").decode()
        for name, body in forms.items():
            self.own[f"dists/{self.suite}/{folder}/{name}"] = body
            for sum_of in (hashlib.md5, hashlib.sha256):
                width = sum_of().digest_size * 2
                release = re.sub(rf"(?m)^ [0-9a-f]{{{width}}} +\d+ {folder}/{name}$",
                                 f" {sum_of(body).hexdigest()} {len(body)} {folder}/{name}", release)
        self.own[f"dists/{self.suite}/Release"] = release.encode()

    def _made(self, name, fill, fields):
        root = self.folder / name
        shutil.rmtree(root, ignore_errors=True)
        (root / "DEBIAN").mkdir(parents=True)
        fill(root)
        control = (f"Package: {name}\nVersion: 99\nArchitecture: {ARCHITECTURE}\nMaintainer: none\nSection: debian-installer\n{fields}"
                   "Description: made of ordinary packages\n")
        (root / "DEBIAN/control").write_text(control)
        file = self.folder / f"{name}.udeb"
        subprocess.run(["dpkg-deb", "-Zxz", "--root-owner-group", "-b", root, file], check=True, capture_output=True)
        body = file.read_bytes()
        path = f"pool/own/{file.name}"
        self.made.append(name)
        self.own[path] = body
        return Stanza(f"{control}Filename: {path}\nSize: {len(body)}\nMD5sum: {hashlib.md5(body).hexdigest()}\n"
                      f"SHA256: {hashlib.sha256(body).hexdigest()}")

    def _modules(self, root):
        whole = self._unpacked(f"linux-image-{self.kernel}")
        source = next(whole.glob(f"*/modules/{self.kernel}"), None) or next(whole.glob(f"usr/lib/modules/{self.kernel}"))
        for module in source.rglob("*.ko*"):
            path = module.relative_to(source)
            if str(path).startswith(MODULES):
                target = root / "usr/lib/modules" / self.kernel / path
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(module, target)

    def _tools(self, root):
        for package in filter(self._ordinary.__contains__, FILE_SYSTEM_TOOLS):
            whole = self._unpacked(package)
            for part in ("usr/sbin", "usr/lib/x86_64-linux-gnu", "etc/mke2fs.conf"):
                if (whole / part).is_dir():
                    shutil.copytree(whole / part, root / part, symlinks=True, dirs_exist_ok=True)
                elif (whole / part).exists():
                    (root / part).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(whole / part, root / part)

    def _unpacked(self, package):
        target = self.folder / "unpacked" / package
        if not target.exists():
            file = self.folder / f"{package}.deb"
            file.write_bytes(self._fetch(self._ordinary[package]))
            target.parent.mkdir(exist_ok=True)
            subprocess.run(["dpkg-deb", "-x", file, target], check=True)
        return target


class Stanza:
    """A package as an index tells it."""

    def __init__(self, text):
        self.text = text

    def get(self, field):
        found = re.search(rf"(?m)^{field}: (.*)$", self.text)
        return found.group(1) if found else ""
