"""Racks of one machine, made by the lab's command line."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]


class Rack:
    def __init__(self, state, name, firmware):
        self._state = state
        self.name = name
        lab(state, "destroy", name)
        lab(state, "create", name, "--firmware", firmware, "--disks", "1", "--disk-size", "2G")
        self.told = next(rack for rack in json.loads(lab(state, "list", "--json")) if rack["rack"] == name)
        self.machine = self.told["machines"][0]

    def address(self, number):
        return self.told["address"].rpartition(".")[0] + f".{number}"

    def power(self, act):
        lab(self._state, "power", f"{self.name}/m1", act)

    def empty_disk(self):
        """For a machine that is off."""
        disk = self.machine["disks"][0]
        os.truncate(disk["path"], 0)
        os.truncate(disk["path"], disk["sizeBytes"])

    def destroy(self):
        lab(self._state, "destroy", self.name)


def lab(state, verb, *words):
    done = subprocess.run([ROOT / "metalwright", "lab", verb, "--state", state, *words], capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        raise RuntimeError(f"metalwright lab {verb} {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout
