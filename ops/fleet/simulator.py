"""The process that plays the machines."""

import json
import os
import subprocess
import threading
import time

import network


class Simulator:
    def __init__(self, program, log, options):
        self._lock = threading.Lock()
        with open(log, "wb") as errors:
            # It waits for a word before it begins, so that its network is there by then.
            self._process = subprocess.Popen(
                ["unshare", "--net", "sh", "-c", 'read go && exec "$@"', "sh", str(program), "simulate",
                 "--server", network.SERVER, "--relay", network.RELAY, "--bmcs", network.FACTORY_BMC, *options],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True)
        # Its namespace is its own as soon as the shell in it runs.
        self._await_namespace()
        network.join(self.pid)
        self._say("go")
        answer = self._process.stdout.readline().strip()
        if not answer.startswith("racked"):
            raise RuntimeError(f"the simulator did not come up: see {log}")

    @property
    def pid(self):
        return self._process.pid

    def switch_on(self, count):
        self._say(f"on {count}")

    def registered(self, mac):
        self._say(f"registered {mac}")

    def report(self):
        with self._lock:
            self._process.stdin.write("report\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _say(self, line):
        with self._lock:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()

    def _await_namespace(self):
        ours = os.readlink("/proc/self/ns/net")
        deadline = time.monotonic() + 10
        while os.readlink(f"/proc/{self.pid}/ns/net") == ours:
            if time.monotonic() > deadline:
                raise RuntimeError("no network namespace for the simulator: is this root?")
            time.sleep(0.01)
