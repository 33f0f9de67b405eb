"""By role, as docs/operating.md says: each role a process of its own, MariaDB, the command line only; and one role dies on the way."""

import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

from running_demo import ROOT, lab

sys.path.insert(0, str(ROOT / "ops/roles"))
from installation import Installation, Ports  # noqa: E402

PATIENCE_S = 600
RACK = "roles"
PASSWORD = "correct horse battery staple"


class ByRole(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="metalwright-roles-"))
        # MariaDB's own user must reach its data.
        cls.folder.chmod(0o711)
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.installation = Installation(cls.folder / "data", Ports.from_first(19080))
        cls.addClassCleanup(cls.installation.stop)
        cls.installation.start()
        lab(cls.folder / "lab", "create", RACK)
        cls.addClassCleanup(lab, cls.folder / "lab", "destroy", RACK)
        cls.rack = next(rack for rack in json.loads(lab(cls.folder / "lab", "list", "--json")) if rack["rack"] == RACK)

    def metalwright(self, *words):
        done = subprocess.run(
            [ROOT / "metalwright", *words], capture_output=True, text=True, timeout=PATIENCE_S,
            env={**os.environ, "METALWRIGHT_API": "http://127.0.0.1:19080",
                 "METALWRIGHT_TOKEN_FILE": str(self.folder / "data/admin-token")})
        self.assertEqual(0, done.returncode, f"{words}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout) if "--json" in words else done.stdout

    def until(self, what, condition):
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            found = condition()
            if found:
                return found
            time.sleep(1)
        self.fail(f"{what} did not come about within {PATIENCE_S} s")

    def step(self, run):
        steps = self.metalwright("runs", "show", run, "--json")["steps"]
        return next((step["name"] for step in steps if step["state"] in ("running", "waiting")), None)

    def test_a_bare_machine_is_registered_and_provisioned_although_the_site_worker_is_killed_while_it_writes(self):
        net = self.rack["network"].rpartition(".")[0]
        bmcs = self.rack["bmcNetwork"].rpartition(".")[0]
        self.metalwright(
            "segments", "add", "rack", "--cidr", self.rack["network"], "--gateway", f"{net}.1",
            "--machines", f"{net}.100-{net}.199", "--bmc-network", self.rack["bmcNetwork"], "--bmcs", f"{bmcs}.100-{bmcs}.199")
        lab(self.folder / "lab", "power", f"{RACK}/m1", "on")
        image = ROOT / "ops/images/.cache/tiny.qcow2"
        subprocess.run([ROOT / "ops/images/build-tiny", "--out", image], check=True, capture_output=True)
        self.metalwright("images", "import", str(image), "--name", "tiny")
        machine = self.until("the machine's registration", lambda: next(
            (each["id"] for each in self.metalwright("machines", "list", "--json")["items"] if each["state"] == "available"), None))

        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / "key"], check=True)
        spec = self.folder / "spec.json"
        spec.write_text(json.dumps({
            "image": "tiny", "hostname": "by-role", "network": {"address": f"{net}.60"},
            "users": [{"name": "ops", "password": PASSWORD, "sshKeys": [(self.folder / "key.pub").read_text().strip()]}]}),
            encoding="utf-8")
        run = self.metalwright("runs", "start", "provision", machine, "--spec", str(spec), "--json")["id"]
        self.until("the step image", lambda: self.step(run) == "image")
        self.installation.kill("site")
        self.installation.start_role("site")
        self.metalwright("runs", "follow", run)

        said = subprocess.run(
            ["ssh", "-i", self.folder / "key", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
             "-o", "BatchMode=yes", f"ops@{net}.60", "hostname"], capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual("by-role", said.stdout.strip(), said.stderr)
        self.console_went_on_after(machine, "--- provision: image is done ---")
        self.nobody_tells_a_secret()

    def console_went_on_after(self, machine, mark):
        """The line is held by the site's worker, and recorded while a run is under way."""
        recordings = self.metalwright("console", machine, "--recordings", "--json")["items"]
        text = "".join(self.metalwright("console", machine, "--show", each["name"]) for each in sorted(recordings, key=lambda each: each["name"]))
        _, marked, after = text.partition(mark)
        self.assertTrue(marked, text[-2000:])
        self.assertTrue(re.sub(r"^--- .* ---$", "", after, flags=re.MULTILINE).strip(), "the machine went into its system, and nothing of that was recorded")

    def nobody_tells_a_secret(self):
        """Neither a role's log nor its arguments, which are for all on the host to see."""
        data = self.folder / "data"
        secrets = {PASSWORD}
        for name in ("admin-token", "database-password"):
            secrets.add((data / name).read_text(encoding="utf-8").strip())
        for name in ("site.key", "secrets.key"):
            content = (data / name).read_bytes()
            secrets |= {base64.b64encode(content).decode().rstrip("="), base64.urlsafe_b64encode(content).decode().rstrip("="), content.hex()}
        for role in self.installation.ROLES:
            pid = (data / "run" / f"{role}.pid").read_text(encoding="ascii")
            told = (data / "run" / f"{role}.log").read_text(encoding="utf-8")
            told += pathlib.Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")
            self.assertTrue(told, role)
            for secret in secrets:
                self.assertNotIn(secret, told, f"{role} tells a secret")
            self.assertNotRegex(told, r"metalwright\.token=[A-Za-z0-9_-]{20}|PRIVATE KEY|Bearer mw_", role)


if __name__ == "__main__":
    unittest.main()
