"""Drives a fleet from power-on to deployed, as an operator's script would: by the REST API, and without ever answering a run that waits."""

import dataclasses
import time

from services import Away

LOOK_S = 0.5
TELL_S = 5


@dataclasses.dataclass
class Course:
    """What happened until the last machine was deployed."""

    seconds: float = 0.0
    deployed: int = 0
    waits: dict = dataclasses.field(default_factory=dict)


class Driver:
    def __init__(self, api, simulator, strikes, log, machines, at_once, key):
        self._api = api
        self._simulator = simulator
        self._strikes = strikes
        self._log = log
        self._machines = machines
        self._at_once = at_once
        self._key = key
        self._on = 0
        self._asked = set()
        self.course = Course()

    def run(self, patience_s, in_flight=None):
        """Until all are deployed. `in_flight(provisioning)` is told at each look how many provisionings are under way."""
        began = time.monotonic()
        told = 0.0
        while self.course.deployed < self._machines:
            if time.monotonic() - began > patience_s:
                self._log(f"given up after {patience_s} s")
                break
            self._strikes.check()
            try:
                self._switch_on()
                self._provision_available()
                self.course.deployed = self._api.count("/machines?state=deployed")
                self._see_waits()
                if in_flight is not None:
                    in_flight(self._api.count("/runs?kind=provision&state=running"))
            except Away:
                pass  # it is looked at again
            if time.monotonic() - told > TELL_S:
                told = time.monotonic()
                self._log(f"{self._on} switched on, {len(self._asked)} asked for, {self.course.deployed} deployed")
            time.sleep(LOOK_S)
        self.course.seconds = time.monotonic() - began
        return self.course

    def _switch_on(self):
        room = self._at_once - (self._on - self.course.deployed)
        more = min(room, self._machines - self._on)
        if more > 0:
            self._simulator.switch_on(more)
            self._on += more

    def _provision_available(self):
        for machine in self._api.get("/machines?state=available&size=500")["items"]:
            if machine["id"] in self._asked:
                continue
            self._simulator.registered(machine["macs"][0])
            self._api.post("/runs", {
                "kind": "provision", "machine": machine["id"],
                "spec": {"image": "fleet", "hostname": "n" + machine["id"].removeprefix("m-")[:12],
                         "users": [{"name": "operator", "sshKeys": [self._key]}]}})
            self._asked.add(machine["id"])

    def _see_waits(self):
        """Kept for the report; a wait that passes by itself is no fault, and a person's word is never given."""
        for run in self._api.get("/runs?state=waiting&size=100")["items"]:
            if run["id"] not in self.course.waits:
                trouble = self._api.get(f"/runs/{run['id']}").get("waiting") or {}
                self.course.waits[run["id"]] = f"{trouble.get('step')}: {trouble.get('trouble')}"
                self._log(f"run {run['id']} of {run.get('machineName')} waits: {self.course.waits[run['id']]}")
