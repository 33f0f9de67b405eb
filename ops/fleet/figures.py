"""From what the services know afterwards to figures."""

import datetime
import json
import math
import subprocess


def gather(api, temporal, services, strikes, course, cost, simulator):
    runs = {kind: api.all(f"/runs?kind={kind}") for kind in ("register", "provision")}
    provisions = runs["provision"]
    return {
        "machines": {state: api.count(f"/machines?state={state}") for state in ("deployed", "available", "failed")},
        "seconds": round(course.seconds, 1),
        "machinesPerMinute": round(course.deployed / course.seconds * 60, 1),
        "runs": {kind: _by_state(found) for kind, found in runs.items()},
        "runSeconds": {kind: _spread([_seconds(run) for run in found if run.get("endedAt")]) for kind, found in runs.items()},
        "waited": list(course.waits.values()),
        "strikes": [role for role, _ in strikes.moments],
        "drainSeconds": strikes.exits,
        "recoverySeconds": _spread(_recoveries(api, runs["register"] + provisions, strikes.moments)),
        "cpuSeconds": _each(cost.cpu_seconds(), course.deployed),
        "memoryMb": cost.memory_mb(),
        "historyEvents": {kind: _spread(_history(temporal, services, kind.capitalize())) for kind in runs},
        "onTheMachines": simulator.report(),
    }


def _by_state(runs):
    states = {}
    for run in runs:
        states[run["state"]] = states.get(run["state"], 0) + 1
    return states


def _each(cpu, machines):
    """Totals, and what a machine costs the services."""
    services = sum(seconds for name, seconds in cpu.items() if name != "simulator")
    return {**{name: round(seconds, 1) for name, seconds in cpu.items()},
            "servicesPerMachine": round(services / max(machines, 1), 3),
            "simulatorPerMachine": round(cpu.get("simulator", 0) / max(machines, 1), 3)}


def _recoveries(api, runs, moments):
    """From each strike to the next thing that each run did which was under way then: seconds."""
    recoveries = []
    for _, moment in moments:
        for run in runs:
            end = _time(run["endedAt"]) if run.get("endedAt") else math.inf
            if _time(run["startedAt"]) < moment < end:
                lines = api.get(f"/runs/{run['id']}/log")["items"]
                later = [at for at in (_time(line["at"]) for line in lines) if at > moment]
                if later:
                    recoveries.append(min(later) - moment)
    return recoveries


def _history(temporal, services, kind):
    done = subprocess.run(
        [temporal, "workflow", "list", "--address", f"127.0.0.1:{services.ports.temporal}", "--limit", "100000",
         "--query", f"WorkflowType = '{kind}' and ExecutionStatus != 'Running'", "--output", "json"],
        capture_output=True, text=True, check=True)
    return [int(each.get("historyLength", 0)) for each in json.loads(done.stdout or "[]")]


def _spread(values):
    if not values:
        return None
    ordered = sorted(values)

    def percentile(share):
        return round(ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)], 1)

    return {"count": len(ordered), "p50": percentile(0.5), "p95": percentile(0.95), "p99": percentile(0.99), "max": round(ordered[-1], 1)}


def _seconds(run):
    return _time(run["endedAt"]) - _time(run["startedAt"])


def _time(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def markdown(words, found):
    """A table for docs/benchmarks.md."""
    cpu = found["cpuSeconds"]
    rows = [
        ("deployed", f"{found['machines']['deployed']} of {words.machines}"),
        ("machines a minute", found["machinesPerMinute"]),
        ("CPU seconds a machine, services", cpu["servicesPerMachine"]),
        ("CPU seconds a machine, simulator", cpu["simulatorPerMachine"]),
        ("of the services, in all", ", ".join(f"{name} {seconds}" for name, seconds in cpu.items()
                                              if name not in ("simulator", "servicesPerMachine", "simulatorPerMachine"))),
        ("run time of Register, s", _told(found["runSeconds"]["register"])),
        ("run time of Provision, s", _told(found["runSeconds"]["provision"])),
        ("history events of Register", _told(found["historyEvents"]["register"])),
        ("history events of Provision", _told(found["historyEvents"]["provision"])),
        ("memory at most, MB", ", ".join(f"{name} {held}" for name, held in found["memoryMb"].items())),
        ("runs that waited and went on by themselves", len(found["waited"])),
    ]
    if found["strikes"]:
        rows.append(("struck", f"{len(found['strikes'])} times: {', '.join(sorted(set(found['strikes'])))}"))
        rows.append(("from a strike to the next progress of each run under way, s", _told(found["recoverySeconds"])))
    if found["drainSeconds"]:
        rows.append(("end after SIGTERM, s", ", ".join(f"{role} {seconds}" for role, seconds in found["drainSeconds"].items())))
    rows.append(("seen on the machines", ", ".join(f"{what} {count}" for what, count in found["onTheMachines"].items())))
    return "\n".join(["| | |", "| --- | --- |", *(f"| {what} | {told} |" for what, told in rows)]) + "\n"


def _told(spread):
    return "–" if spread is None else f"p50 {spread['p50']}, p95 {spread['p95']}, p99 {spread['p99']}, most {spread['max']}"
