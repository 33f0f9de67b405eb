"""`metalwright up` beside a rack of its own, looked at from outside."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from running_demo import ROOT, lab

PATIENCE_S = 900
FACTORY = "admin"


class UpBesideRack(unittest.TestCase):
    """What a test needs to know of them: the rack's name, its machines' kind, ports from `port` on, and further words to `up`."""

    name = ""
    port = 0
    kind = ()
    words = ()

    @classmethod
    def setUpClass(cls):
        cls.data = pathlib.Path(tempfile.mkdtemp(prefix=f"metalwright-{cls.name}-"))
        cls.addClassCleanup(shutil.rmtree, cls.data, ignore_errors=True)
        cls.lab("create", cls.name, *cls.kind)
        cls.addClassCleanup(cls.lab, "destroy", cls.name)
        cls.rack = next(rack for rack in json.loads(cls.lab("list", "--json")) if rack["rack"] == cls.name)
        cls.server = cls.rack["machines"][0]
        cls.log = open(cls.data / "up.log", "w+", encoding="utf-8")
        cls.addClassCleanup(cls.log.close)
        cls.start()
        cls.addClassCleanup(cls.stop)

    @classmethod
    def start(cls):
        cls.up = subprocess.Popen(
            [ROOT / "metalwright", "up", "--yes", "--data", cls.data / "data", "--port", str(cls.port),
             "--temporal-port", str(cls.port + 1), "--temporal-ui-port", str(cls.port + 2), *cls.words],
            stdout=cls.log, stderr=cls.log, start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
        cls.until("the product is up", cls.answers)

    @classmethod
    def answers(cls):
        if cls.up.poll() is not None:
            told = (cls.data / "up.log").read_text(encoding="utf-8")
            raise AssertionError(f"the product ended with {cls.up.returncode}:\n{told[-4000:]}")
        return cls.metalwright("machines", "list", code=None) is not None

    @classmethod
    def stop(cls):
        os.killpg(cls.up.pid, signal.SIGINT)
        cls.up.wait(timeout=90)

    @classmethod
    def kill(cls):
        """Everything at once: the API, the workers, Temporal and the database."""
        os.killpg(cls.up.pid, signal.SIGKILL)
        cls.up.wait()

    @classmethod
    def redfish(cls):
        """Address of the server's BMC where it speaks Redfish."""
        return json.loads(cls.lab("redfish", f"{cls.name}/{cls.server['name']}", "--json"))["redfish"].split("/")[2]

    @classmethod
    def factory_password(cls):
        file = cls.data / "factory"
        file.write_text(FACTORY)
        return str(file)

    @classmethod
    def lab(cls, *words):
        return lab(cls.data / "lab", *words)

    @classmethod
    def environment(cls):
        return {**os.environ, "METALWRIGHT_API": f"http://127.0.0.1:{cls.port}", "METALWRIGHT_DATA": str(cls.data / "data")}

    @classmethod
    def metalwright(cls, *words, code=0):
        """The answer of a command; None where it may fail, and did."""
        done = subprocess.run([ROOT / "metalwright", *words, "--json"], capture_output=True, text=True, timeout=300, env=cls.environment())
        if done.returncode != 0:
            if code is None:
                return None
            raise AssertionError(f"metalwright {' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}")
        # What removes something says nothing.
        return json.loads(done.stdout) if done.stdout else None

    @classmethod
    def until(cls, what, condition):
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            found = condition()
            if found:
                return found
            time.sleep(2)
        raise AssertionError(f"waited {PATIENCE_S} s in vain: {what}")

    def run_of(self, kind, *words):
        return self.outcome(self.metalwright("runs", "start", kind, self.machine, *words)["id"])

    def outcome(self, run):
        """The run, once it is done; a person need not be asked."""

        def over():
            view = self.metalwright("runs", "show", run)
            if view["state"] == "waiting":
                self.fail(view["waiting"])
            return view if view["state"] in ("done", "cancelled", "failed") else None

        view = self.until(f"the end of run {run}", over)
        self.assertEqual("done", view["state"], view)
        return view
