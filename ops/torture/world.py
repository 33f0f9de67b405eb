"""An installation by role and a rack, both real, in which one thing after the other is killed."""

import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.request

import evidence

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "ops/roles"))
from installation import Installation, Ports  # noqa: E402

RACK = "torture"
API_PORT = 17080
BOOT_METRICS = "http://127.0.0.1:8090/metrics"


class World:
    """Everything that a provisioning needs. `close` leaves nothing behind."""

    def __init__(self, folder, firmware, log):
        self.folder = folder
        self.firmware = firmware
        self.log = log
        folder.chmod(0o711)  # MariaDB's own user must reach its data
        self.installation = Installation(folder / "data", Ports.from_first(API_PORT))
        self.machine = None
        self.rack = None
        self.key = folder / "key"
        self.image_files = None

    def open(self):
        self.log("MariaDB, Temporal and the four roles start")
        self.installation.start()
        self.lab("create", RACK, "--firmware", self.firmware)
        self.rack = self.read_rack()
        net, bmcs = self.net, self.rack["bmcNetwork"].rpartition(".")[0]
        self.post("/segments", {
            "name": "torture", "site": "default", "cidr": self.rack["network"], "gateway": f"{net}.1",
            "machines": f"{net}.100-{net}.199", "bmcNetwork": self.rack["bmcNetwork"], "bmcs": f"{bmcs}.100-{bmcs}.199",
            "nameServers": [], "registration": "automatic"})
        self.log("the tiny image is imported, the machine registers")
        self.power("on")
        self.import_image()
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.key], check=True)
        self.machine = self.until("the machine's registration", 300, lambda: next(
            (each["id"] for each in self.get("/machines")["items"] if each["state"] == "available"), None))

    def close(self):
        try:
            self.lab("destroy", RACK)
        finally:
            self.installation.stop()

    @property
    def net(self):
        return self.rack["network"].rpartition(".")[0]

    @property
    def token(self):
        return (self.folder / "data/admin-token").read_text(encoding="ascii").strip()

    def import_image(self):
        image = ROOT / "ops/images/.cache/tiny.qcow2"
        subprocess.run([ROOT / "ops/images/build-tiny", "--out", image], check=True, capture_output=True)
        self.image_files = evidence.files_of_image(image, self.folder)
        request = self._request("PUT", "/images/tiny/content", image.read_bytes(), "application/octet-stream")
        urllib.request.urlopen(request, timeout=120).close()
        self.until("the import", 120, lambda: self.get("/images/tiny")["state"] == "ready")

    def provision(self, hostname):
        return self.post("/runs", {"kind": "provision", "machine": self.machine, "spec": {
            "image": "tiny", "hostname": hostname, "disks": {"raid": "software-raid1"}, "network": {"address": f"{self.net}.50"},
            "postInstall": f"echo ran >> {evidence.SCRIPT_RUNS}",
            "users": [{"name": "ops", "sshKeys": [pathlib.Path(f"{self.key}.pub").read_text(encoding="ascii").strip()]}]}})["id"]

    def steps(self, run):
        """Names and states, or None while the API is away."""
        try:
            return self.get(f"/runs/{run}")
        except (urllib.error.URLError, OSError, json.JSONDecodeError):
            return None

    def ssh(self, command):
        return subprocess.run(
            ["ssh", "-i", self.key, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
             "-o", "BatchMode=yes", "-o", "ConnectTimeout=10", f"ops@{self.net}.50", command],
            capture_output=True, text=True, timeout=60, check=False)

    def ssh_when_up(self, command):
        """For a machine that was switched on a moment ago."""
        deadline = time.monotonic() + 60
        while (said := self.ssh(command)).returncode == 255 and time.monotonic() < deadline:
            time.sleep(1)
        return said

    def image_bytes_sent(self):
        """As boot-services counted since they were started."""
        try:
            with urllib.request.urlopen(BOOT_METRICS, timeout=5) as answer:
                for line in answer.read().decode().splitlines():
                    if line.startswith("metalwright_boot_image_bytes_total"):
                        return int(line.split()[1])
        except OSError:
            pass
        return 0

    def read_rack(self):
        return next(rack for rack in json.loads(self.lab("list", "--json")) if rack["rack"] == RACK)

    def power(self, what):
        self.lab("power", f"{RACK}/m1", what)

    def empty_disks(self):
        """So that what they take is this provisioning's alone. The machine is off."""
        for disk in self.machine_folder.glob("disk*.raw"):
            size = disk.stat().st_size
            os.truncate(disk, 0)
            os.truncate(disk, size)

    def lab(self, *words):
        return subprocess.run(
            [ROOT / "metalwright", "lab", words[0], "--state", self.folder / "lab", *words[1:]],
            check=True, capture_output=True, text=True, timeout=300).stdout

    @property
    def machine_folder(self):
        """Where the rack keeps what belongs to its machine."""
        return self.folder / "lab" / RACK / "m1"

    def get(self, path):
        with urllib.request.urlopen(self._request("GET", path), timeout=10) as answer:
            return json.load(answer)

    def post(self, path, body):
        request = self._request("POST", path, json.dumps(body).encode(), "application/json")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def _request(self, method, path, body=None, kind=None):
        request = urllib.request.Request(f"http://127.0.0.1:{API_PORT}/api/v1{path}", body, method=method)
        request.add_header("Authorization", f"Bearer {self.token}")
        if kind:
            request.add_header("Content-Type", kind)
        return request

    @staticmethod
    def until(what, patience_s, condition):
        deadline = time.monotonic() + patience_s
        while time.monotonic() < deadline:
            try:
                found = condition()
            except (urllib.error.URLError, OSError):
                found = None
            if found:
                return found
            time.sleep(0.5)
        raise TimeoutError(f"{what} did not come about within {patience_s} s")
