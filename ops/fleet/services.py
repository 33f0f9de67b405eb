"""The services of a fleet: an installation by role whose BootOS stands for the real one, and its REST API."""

import concurrent.futures
import http.client
import json
import pathlib
import sys
import time

import network

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "ops/roles"))
from installation import Installation, Ports  # noqa: E402

API_PORT = 8080


class Services(Installation):
    """Kernel and ramdisk are of some bytes: a thousand times 50 MB would measure the loopback and nothing else."""

    PARTS = ("java", "ui")

    def __init__(self, data):
        super().__init__(data, Ports.from_first(API_PORT))
        self._boot_os = data / "bootos"

    def start(self):
        self._boot_os.mkdir(parents=True, exist_ok=True)
        for name in ("kernel", "initrd"):
            (self._boot_os / name).write_text(f"stands for the {name} of BootOS\n", encoding="ascii")
        super().start()

    def _start_boot_services(self):
        self._role("boot-services", "are ready", "boot-services", "--bootos", str(self._boot_os))

    def start_all(self):
        """As a host that boots does: what the others need first, then all of these at once."""
        self.start_role("database")
        self.start_role("temporal")
        with concurrent.futures.ThreadPoolExecutor() as threads:
            list(threads.map(self.start_role, ("api", "control", "site", "boot-services")))

    def pids(self):
        return {role: pid for role in self.ROLES if (pid := self._pid(role)) is not None}


class Away(Exception):
    """The API does not answer now."""


class Api:
    """Keeps one connection."""

    def __init__(self, data):
        self._token_file = data / "admin-token"
        self._connection = None

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, body):
        return self._ask("POST", path, json.dumps(body).encode())

    def put(self, path, content):
        return self._ask("PUT", path, content, "application/octet-stream")

    def all(self, path):
        """Every item of a list."""
        found = []
        mark = "&" if "?" in path else "?"
        for page in range(1_000_000):
            answer = self.get(f"{path}{mark}page={page}&size=500")
            found.extend(answer["items"])
            if len(found) >= answer["total"] or not answer["items"]:
                return found
        return found

    def count(self, path):
        mark = "&" if "?" in path else "?"
        return self.get(f"{path}{mark}size=1")["total"]

    def _ask(self, method, path, body=None, kind="application/json"):
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", API_PORT, timeout=60)
            headers = {"Authorization": f"Bearer {self._token_file.read_text(encoding='ascii').strip()}"}
            if body is not None:
                headers["Content-Type"] = kind
            self._connection.request(method, f"/api/v1{path}", body, headers)
            answer = self._connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as trouble:
            self._connection = None
            raise Away(str(trouble)) from trouble
        if answer.status in (500, 502, 503, 504):
            raise Away(f"{method} {path}: {answer.status} {text[:200]!r}")
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:500]!r}")
        return json.loads(text) if text else None


def prepare(api, image):
    """The segment and the image that all machines get."""
    api.post("/segments", {
        "name": "fleet", "site": "default", "cidr": network.MACHINES, "gateway": network.RELAY,
        "machines": "10.80.1.0-10.80.200.255", "bmcNetwork": network.BMCS, "bmcs": "10.81.1.0-10.81.200.255",
        "nameServers": [], "registration": "automatic"})
    api.put("/images/fleet/content", image.read_bytes())
    deadline = time.monotonic() + 120
    while api.get("/images/fleet")["state"] != "ready":
        if time.monotonic() > deadline:
            raise TimeoutError("the image is not imported")
        time.sleep(0.5)
