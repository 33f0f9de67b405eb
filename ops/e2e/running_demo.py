"""A running demo, looked at from outside: by its command line, by Temporal's, by ssh."""

import base64
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATIENCE_S = 900


class Demo:
    """`metalwright demo` in a data folder of its own; everything is gone after `stop`."""

    def __init__(self, firmware, image, ports):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="metalwright-e2e-"))
        self.data = self.folder / "data"
        self.api = f"http://127.0.0.1:{ports}"
        self.temporal = f"127.0.0.1:{ports + 1}"
        self.log = open(self.folder / "log", "w+", encoding="utf-8")
        self.out = open(self.folder / "out", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [ROOT / "metalwright", "demo", "--yes", "--json", "--firmware", firmware, "--image", image,
             "--data", self.data, "--port", str(ports), "--temporal-port", str(ports + 1),
             "--temporal-ui-port", str(ports + 2)],
            stdout=self.out, stderr=self.log, env={**os.environ, "CI": "true"}, start_new_session=True,
            # A suite in the background of a shell ignores Ctrl-C, and so would what it starts.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))

    def result(self):
        """The demo's JSON, once it is proven."""
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            text = (self.folder / "out").read_text(encoding="utf-8")
            try:
                return json.loads(text)
            except json.JSONDecodeError:
                pass
            if self.process.poll() is not None:
                raise AssertionError(f"the demo ended with {self.process.returncode}:\n{self.told()}")
            time.sleep(0.5)
        raise AssertionError(f"the demo was not over after {PATIENCE_S} s:\n{self.told()}")

    def told(self):
        return (self.folder / "log").read_text(encoding="utf-8")

    def metalwright(self, *words):
        """Status, output and errors of a command."""
        done = subprocess.run(
            # The import of an image takes a while on a busy machine.
            [ROOT / "metalwright", *words], capture_output=True, text=True, timeout=600,
            env={**os.environ, "METALWRIGHT_API": self.api, "METALWRIGHT_DATA": str(self.data)})
        return done.returncode, done.stdout, done.stderr

    def answer(self, *words):
        status, out, errors = self.metalwright(*words, "--json")
        if status != 0:
            raise AssertionError(f"metalwright {' '.join(words)} ended with {status}: {errors}")
        return json.loads(out)

    def history(self, workflow, run):
        """The run's events as Temporal's own command line shows them, each payload decoded."""
        program = subprocess.run(
            [ROOT / "ops/setup/temporal"], capture_output=True, text=True, check=True, timeout=600).stdout.strip()
        events = subprocess.run(
            [program, "workflow", "show", "--address", self.temporal, "--workflow-id", workflow, "--run-id", run,
             "--output", "json"],
            capture_output=True, text=True, check=True, timeout=60).stdout
        return decoded(json.loads(events)["events"])

    def ssh(self, result, command):
        ssh = result["ssh"]
        return log_in(ssh["keyFile"], f"{ssh['user']}@{ssh['address']}", command)

    def lab(self, *words):
        """What the lab says; its racks stand with the demo's own."""
        return lab(self.data / "lab", *words)

    def rack(self, name):
        return next(rack for rack in json.loads(self.lab("list", "--json")) if rack["rack"] == name)

    def stop(self):
        """Ctrl-C, as a person would. Returns the exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGINT)
        try:
            return self.process.wait(timeout=90)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise AssertionError(f"the demo did not stop within 90 s:\n{self.told()}") from None
        finally:
            self.log.close()
            self.out.close()


def lab(state, *words):
    """What the lab says of the racks that are kept in the folder `state`."""
    done = subprocess.run(
        [ROOT / "metalwright", "lab", words[0], "--state", state, *words[1:]], capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        raise AssertionError(f"lab {' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def log_in(key_file, whom, command):
    return subprocess.run(
        ["ssh", "-i", key_file, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null",
         "-o", "LogLevel=ERROR", "-o", "BatchMode=yes", whom, command],
        capture_output=True, text=True, timeout=60, check=False)


def decoded(node):
    """The same with the text of each payload in place of its base64."""
    if isinstance(node, list):
        return [decoded(each) for each in node]
    if not isinstance(node, dict):
        return node
    if "metadata" in node and isinstance(node.get("data"), str):
        return base64.b64decode(node["data"]).decode("utf-8", "replace")
    return {name: decoded(value) for name, value in node.items()}
