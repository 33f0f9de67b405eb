"""OpenStack Ironic with hardware that is not there: API and conductor as processes of their own, MariaDB, everything else at its defaults."""

import collections
import json
import os
import pathlib
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "ops/roles"))
from installation import Installation, Ports  # noqa: E402

API_PORT, RPC_PORT = 6385, 8089
PATIENCE_S = 180
INTERFACES = ("bios", "boot", "console", "deploy", "firmware", "inspect", "management", "power", "raid", "rescue", "vendor")


class Ironic(Installation):
    ROLES = ("database", "ironic_api", "ironic_conductor")
    PARTS = ()

    def __init__(self, data, deploy_seconds):
        super().__init__(data, Ports.from_first(9080))
        self._deploy_seconds = deploy_seconds
        self._programs = pathlib.Path(
            subprocess.run([ROOT / "ops/setup/ironic"], check=True, capture_output=True, text=True).stdout.strip())
        self._settings = data / "ironic.conf"

    def kill_conductor(self):
        """The conductor is a manager and its child: both at once, as a host that fails would end them."""
        os.killpg(self._pid("ironic_conductor"), signal.SIGKILL)
        self._pid_file("ironic_conductor").unlink()

    def enroll(self, count):
        """Nodes that are ready to be deployed."""
        nodes = [self.ask("POST", "/nodes", {"driver": "fake-hardware", "name": f"n{n}"})["uuid"] for n in range(count)]
        for verb, state in (("manage", "manageable"), ("provide", "available")):
            for node in nodes:
                self.provision(node, verb)
            self.await_states(lambda states, wanted=state: states[wanted] == count)
        return nodes

    def provision(self, node, verb):
        self.ask("PUT", f"/nodes/{node}/states/provision", {"target": verb})

    def refusal(self, node, verb):
        """What it says to a verb, or None when it accepts."""
        try:
            self.provision(node, verb)
        except urllib.error.HTTPError as refused:
            return f"{refused.code} {json.loads(json.loads(refused.read())['error_message'])['faultstring']}"
        return None

    def states(self):
        listed = self.ask("GET", "/nodes?fields=uuid,provision_state&limit=1000")["nodes"]
        return collections.Counter(node["provision_state"] for node in listed), listed

    def await_states(self, reached, patience=PATIENCE_S):
        """Whether it came to that."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if reached(self.states()[0]):
                return True
            time.sleep(0.5)
        return False

    def ask(self, method, path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{API_PORT}/v1{path}", method=method, data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "X-OpenStack-Ironic-API-Version": "latest"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def _start_database(self):
        super()._start_database()
        password = (self.data / "database-password").read_text(encoding="utf-8").strip()
        self._settings.write_text("\n".join((
            "[DEFAULT]", "auth_strategy=noauth", "rpc_transport=json-rpc", "host=127.0.0.1", "enabled_hardware_types=fake-hardware",
            *(f"enabled_{name}_interfaces=fake" for name in INTERFACES),
            "enabled_network_interfaces=noop", "enabled_storage_interfaces=noop",
            "[json_rpc]", "auth_strategy=noauth", "host_ip=127.0.0.1",
            "[api]", "host_ip=127.0.0.1", "api_workers=1",
            "[fake]", f"deploy_delay={self._deploy_seconds}",
            "[database]",
            f"connection=mysql+pymysql://metalwright:{password}@127.0.0.1:{self.ports.database}/metalwright", "")), encoding="utf-8")
        self._settings.chmod(0o600)
        subprocess.run([self._programs / "ironic-dbsync", "--config-file", self._settings, "create_schema"],
                       check=True, capture_output=True)

    def _start_ironic_api(self):
        self._ironic("api", API_PORT)

    def _start_ironic_conductor(self):
        self._ironic("conductor", RPC_PORT)

    def _ironic(self, part, port):
        self._spawn(f"ironic_{part}", [self._programs / f"ironic-{part}", "--config-file", self._settings])
        self._await_port(f"ironic_{part}", port)
