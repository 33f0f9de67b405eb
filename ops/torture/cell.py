"""One cell of the kill matrix: one victim dies at one step of one provisioning, and the world is looked at afterwards."""

import dataclasses
import sys
import time

import evidence
from world import ROOT

sys.path.insert(0, str(ROOT / "ops/lab"))
from rack.boot import BootFlags  # noqa: E402

PATIENCE_S = 900
# `power-before` only where a system is there, which the first cell's machine has not: it is struck at the next step.
STEPS = ("plan", "power-before", "boot-plan", "network-boot", "agent", "hardware-check", "raid", "image", "grow-root", "configure-os",
         "post-install", "boot-loader", "local-boot", "reboot", "os-ready", "record")


@dataclasses.dataclass(frozen=True)
class Before:
    """What the counters showed when the cell began."""

    image_bytes_sent: int
    serial_length: int


@dataclasses.dataclass
class Result:
    victim: str
    step: str
    struck_at: str
    seconds: float
    faults: list

    @property
    def passed(self):
        return not self.faults


def play(world, victim, step, number):
    """Strikes as soon as the step has begun, or the one after it when it was over too soon to be seen."""
    began = time.monotonic()
    faults = []
    world.power("off")
    world.empty_disks()
    before = Before(world.image_bytes_sent(), evidence.serial_length(world.machine_folder))
    hostname = f"cell-{number}"
    run = world.provision(hostname)
    struck_at = "-"
    struck = False
    written = None
    finished = {}
    repeated = set()
    view = None
    try:
        while time.monotonic() < began + PATIENCE_S:
            view = world.steps(run) or view
            if view is None:
                time.sleep(0.2)
                continue
            for each in view["steps"]:
                if each["state"] == "done":
                    if finished.setdefault(each["name"], each["endedAt"]) != each["endedAt"]:
                        repeated.add(each["name"])
            if view["state"] == "waiting":
                faults.append(f"the run waits for a person: {view['waiting']['doing']}: {view['waiting']['trouble']}")
                break
            if view["state"] in ("done", "failed", "cancelled"):
                break
            current = next((each["name"] for each in view["steps"] if each["state"] == "running"), None)
            if written is None and current and STEPS.index(current) >= STEPS.index("local-boot"):
                written = evidence.bytes_written(world.machine_folder)
            if not struck and current and STEPS.index(current) >= STEPS.index(step):
                struck, struck_at = True, current
                victim.strike(world)
            time.sleep(0.1)
        else:
            faults.append(f"not over after {PATIENCE_S} s")
    finally:
        victim.mend(world)
    if written is None:
        written = evidence.bytes_written(world.machine_folder)
    if not struck:
        faults.append("the run was over before the strike")
    faults.extend(look(world, run, view, hostname, repeated, before, written, victim, struck_at))
    return Result(victim.name, step, struck_at, time.monotonic() - began, faults)


def look(world, run, view, hostname, repeated, before, written, victim, struck_at):
    """What is wrong with the world after the run."""
    if view is None or view["state"] != "done":
        world.post(f"/runs/{run}/cancel", {"reason": "torture"})
        return [f"the run ended {view and view['state']}"]
    faults = [f"finished step {name} was performed again" for name in sorted(repeated)]
    machine = world.get(f"/machines/{world.machine}")
    if machine["state"] != "deployed":
        faults.append(f"the machine is {machine['state']}")
    said = world.ssh_when_up("hostname")
    if said.stdout.strip() != hostname:
        faults.append(f"ssh said {said.stdout.strip() or said.stderr.strip()}")
    image = world.get("/images/tiny")
    if victim.name != "boot-services":
        # The victim's own counter begins anew with it.
        sent = world.image_bytes_sent() - before.image_bytes_sent
        if sent > image["storedBytes"] * 1.5:
            faults.append(f"{sent} bytes of an image of {image['storedBytes']} were sent")
    faults.extend(seen_on_machine(world, image, before, written, victim, struck_at))
    runs = world.ssh(f"cat {evidence.SCRIPT_RUNS}").stdout.split()
    # What was struck in its midst may have to be begun anew.
    if len(runs) != 1 and struck_at != "post-install":
        faults.append(f"the post-install script ran {len(runs)} times")
    faults.extend(leftovers(world))
    return faults


def seen_on_machine(world, image, before, written, victim, struck_at):
    """What the machine's own disks and serial line tell, which no log of ours can gloss over.

    `written`: what the disks had taken when the system was to start, since it fills the inode tables of its grown root by itself.
    """
    faults = []
    # Both disks of the mirror take the image once, and what is configured is little. After a power cut the kernel synchronises what was being
    # written besides, as it should.
    if victim.name != "machine" and written > 2 * image["dataBytes"] * 1.5:
        faults.append(f"the disks took {written} bytes for an image of {image['dataBytes']}")
    boots = evidence.boots_from_disk(world.machine_folder, before.serial_length)
    # What was struck while it was to start may have to be started again.
    if not 1 <= boots <= (2 if struck_at in ("reboot", "os-ready", "record") else 1):
        faults.append(f"the machine was started from its disk {boots} times")
    there = evidence.listed(world.ssh(evidence.LISTING).stdout)
    damaged = sorted(path for path, digest in world.image_files.items() if there.get(path) != digest)
    if damaged:
        faults.append(f"{len(damaged)} files are not what the image holds: {', '.join(damaged[:5])}")
    return faults


def leftovers(world):
    """Boot overrides and doubled addresses that outlive the run."""
    faults = []
    flags = world.machine_folder / "boot-flags"
    if flags.exists() and BootFlags.parse(flags.read_text(encoding="ascii")).valid:
        faults.append("a boot override was left behind")
    addresses = [each["address"] for each in world.get("/machines")["items"] if each["address"]]
    if len(addresses) != len(set(addresses)):
        faults.append(f"addresses are held twice: {addresses}")
    return faults
