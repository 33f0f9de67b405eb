"""Metalwright itself: `metalwright up`, asked through its API."""

import contextlib
import datetime
import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.error
import urllib.request

from . import observer, processes

ROOT = pathlib.Path(__file__).resolve().parents[3]
_HTTP = 8090
# boot-services: 90 s
_GONE_AFTER_SECONDS = 95
LINES = {"init": rb"BootOS is starting", "ready": rb"there is work for this machine"}
REQUESTS = {"script": r"^/ipxe", "image": r"^/images/chunks/"}


class Up:
    """A running `metalwright up`; `began` and `ready` are seconds of CLOCK_BOOTTIME."""

    def __init__(self, data, first_port, launcher=ROOT / "metalwright"):
        self.data = data
        data.mkdir(parents=True, exist_ok=True)
        self._api = f"http://127.0.0.1:{first_port}/api/v1"
        self.log = data.with_name(data.name + ".log")
        self.began = observer.now()
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [launcher, "up", "--data", data, "--port", str(first_port), "--temporal-port", str(first_port + 1),
                 "--temporal-ui-port", str(first_port + 2)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env={**os.environ, "CI": "true"}, start_new_session=True)
        deadline = time.monotonic() + 300
        while b"Metalwright is up" not in self.log.read_bytes():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("metalwright up is not ready: " + self.log.read_text()[-2000:])
            time.sleep(0.02)
        self.ready = observer.now()
        self._token = (data / "admin-token").read_text().strip()

    def ask(self, method, path, body=None):
        data, kind = (body, "application/octet-stream") if isinstance(body, bytes) else (
            None if body is None else json.dumps(body).encode(), "application/json")
        request = urllib.request.Request(self._api + path, data, method=method,
                                         headers={"Authorization": f"Bearer {self._token}", "Content-Type": kind})
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as refusal:
            raise RuntimeError(f"{method} {path}: {refusal.read().decode()}") from None

    def wait(self, what, condition, patience=600):
        deadline = time.monotonic() + patience
        while True:
            found = condition()
            if found:
                return found
            if time.monotonic() > deadline:
                raise TimeoutError(f"{what} did not come about within {patience} s; see {self.log}")
            time.sleep(0.25)

    def import_image(self, name, file):
        self.ask("PUT", f"/images/{name}/content", file.read_bytes())
        return self.wait("the image", lambda: next(
            (image for image in [self.ask("GET", f"/images/{name}")] if image["state"] != "importing"), None))

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Product:
    """One machine of a rack, registered and switched off."""

    http_port = _HTTP

    def __init__(self, up, rack, image):
        self._up = up
        self.rack = rack
        self._image = image["name"]
        self.image_bytes = {"disk": image["sizeBytes"], "data": image["dataBytes"], "sent": image["storedBytes"]}
        told = rack.told
        bmcs = told["bmcAddress"].rpartition(".")[0]
        up.ask("POST", "/segments", {
            "name": rack.name, "site": "default", "cidr": told["network"], "gateway": told["address"],
            "machines": f"{rack.address(100)}-{rack.address(199)}", "bmcNetwork": told["bmcNetwork"],
            "bmcs": f"{bmcs}.100-{bmcs}.199", "nameServers": [], "registration": "automatic"})
        rack.power("on")
        mac = rack.machine["mac"][0]
        self._machine = up.wait("the registration", lambda: next(
            (each["id"] for each in up.ask("GET", "/machines")["items"]
             if each["state"] == "available" and mac in json.dumps(each)), None))
        up.wait("the end of the run", lambda: all(
            run["state"] not in ("running", "waiting") for run in up.ask("GET", f"/runs?machine={self._machine}")["items"]))
        rack.power("off")
        self._cut_off_at = observer.now()
        self._run = None

    def prepare(self):
        """Waits until an agent whose machine was cut off in mid-sentence counts as gone, so that the machine is off for the run too."""
        time.sleep(max(0.0, self._cut_off_at + _GONE_AFTER_SECONDS - observer.now()))

    def provision(self):
        self._run = self._up.ask("POST", "/runs", {
            "kind": "provision", "machine": self._machine,
            "spec": {"image": self._image, "hostname": "measured", "network": {"address": self.rack.address(50), "prefixLength": 24}}})["id"]

    def finish(self, watched):
        """The run's own view of itself, with the moments that no outsider sees."""
        run = self._up.wait("the run's end", lambda: next(
            (run for run in [self._up.ask("GET", f"/runs/{self._run}")] if run["state"] not in ("running",)), None))
        if run["state"] != "done":
            raise RuntimeError(f"the run ended {run['state']}: {run}")
        steps = {step["name"]: step for step in run["steps"]}
        watched.passed["written"] = observer.Milestone(_moment(steps["image"]["endedAt"]), None, None)
        watched.passed["over"] = observer.Milestone(_moment(steps["record"]["endedAt"]), None, None)
        return {name: round(_moment(step["endedAt"]) - _moment(step["startedAt"]), 2) for name, step in steps.items()}

    def cpu_seconds(self):
        return processes.family_cpu_seconds(self._up.process.pid)

    def close(self):
        with contextlib.suppress(RuntimeError):
            self._up.ask("DELETE", f"/segments/{self.rack.name}")


def _moment(text):
    """An instant of the API on CLOCK_BOOTTIME."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() - time.time() + observer.now()
