"""Making racks, mending them, and leaving nothing behind."""

import contextlib
import dataclasses
import fcntl
import ipaddress
import os
import pathlib
import shutil
import signal
import time

from . import accelerator, bmc, console, firmware, network, qemu, redfish, spec
from .chassis import Chassis
from .errors import LabError, UsageError
from .store import Store

_FIRST_SUBNET = 77
_LAST_SUBNET = 254


@dataclasses.dataclass(frozen=True)
class Wishes:
    """What was asked for on the command line; None where the lab may choose."""

    machines: int
    firmwares: tuple[str, ...]
    disks: int
    disk_size: int
    nics: int
    memory: int
    cpus: int
    network: str | None
    bmc_network: str | None
    disk_bus: str
    boot_order: tuple[str, ...]
    uefi_netboot: str
    accelerator: str


def create(store: Store, name: str, wishes: Wishes) -> tuple[spec.Rack, bool]:
    """The rack, and whether it is new. One that is there is mended where something of it has died."""
    _need_root()
    with _alone():
        _make_way(store, name)
        rack = store.find(name)
        if rack is None:
            rack = _new_rack(store, name, wishes)
            _forget_remains(name)
            try:
                store.save(rack)
                bring_up(store, rack)
            except BaseException:
                _clear(store, name)
                raise
            return rack, True
        if not _fits(rack, name, wishes):
            raise LabError(f"rack '{name}' is there and is another one than asked for; `lab destroy {name}` first, or choose another name")
        bring_up(store, rack)
        return rack, False


def bring_up(store: Store, rack: spec.Rack) -> None:
    """Starts what is not running. Machines stay as they are: off, when new."""
    network.build(rack, str(store.folder))
    folder = store.rack_folder(rack.name)
    if not (folder / "bmc.so").exists():
        bmc.build_module(folder)
    for machine in rack.machines:
        own = store.machine_folder(rack.name, machine.name)
        if not own.exists():
            _furnish(machine, own)
        if not console.is_running(own):
            console.start(rack, machine, own)
        if not bmc.is_running(own):
            bmc.start(rack, machine, own)


def destroy(store: Store, name: str) -> bool:
    """Whether there was anything. A rack whose notes are lost is known by its namespaces."""
    _need_root()
    with _alone():
        there = store.rack_folder(name).exists() or bool(network.remains(name))
        _make_way(store, name)
        _clear(store, name)
        return there


def _clear(store: Store, name: str) -> None:
    with contextlib.suppress(LabError):
        rack = store.load(name)
        for machine in rack.machines:
            own = store.machine_folder(name, machine.name)
            if own.exists():
                Chassis(rack, machine, own).power_off()
                redfish.stop(own)
                bmc.stop(own)
                console.stop(own)
    _forget_remains(name)
    store.remove(name)


def _forget_remains(name: str) -> None:
    """Ends whoever lives in the rack's namespaces, known by them alone, and takes the namespaces away."""
    for namespace in network.remains(name):
        deadline = time.monotonic() + 10
        while (inhabitants := network.inhabitants(namespace)) and time.monotonic() < deadline:
            for pid in inhabitants:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
    network.destroy(name)


def _furnish(machine: spec.Machine, folder: pathlib.Path) -> None:
    """Empty disks and fresh settings. The folder gets its name last, so that half a machine is never taken for one."""
    draft = folder.with_name(folder.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    for number, disk in enumerate(machine.disks, 1):
        with open(draft / qemu.disk_file(number), "wb") as file:
            file.truncate(disk.size_bytes)
    if machine.firmware == "uefi":
        if not qemu.variables(machine).exists():
            raise LabError(f"{qemu.variables(machine)} is missing; install the package ovmf")
        shutil.copyfile(qemu.variables(machine), draft / firmware.VARIABLES)
    bmc.prepare(machine, draft)
    draft.rename(folder)


def _new_rack(store: Store, name: str, wishes: Wishes) -> spec.Rack:
    others = store.load_all()
    number = min(set(range(256)) - {rack.number for rack in others})
    used = [ipaddress.IPv4Network(text) for rack in others for text in (rack.network, rack.bmc_network)]
    used += [taken for taken, interface in network.taken() if interface != f"mw{name}0"]
    provisioning, bmcs = _choose_networks(wishes, used)
    return _plan(name, number, wishes, provisioning, bmcs, accelerator.choose(wishes.accelerator))


def _plan(name: str, number: int, wishes: Wishes, provisioning: str, bmcs: str, chosen: str) -> spec.Rack:
    return spec.plan_rack(
        name, number, wishes.machines, wishes.firmwares, wishes.disks, wishes.disk_size, wishes.nics, wishes.memory,
        wishes.cpus, provisioning, bmcs, wishes.disk_bus, wishes.boot_order, wishes.uefi_netboot, chosen)


def _choose_networks(wishes: Wishes, used: list[ipaddress.IPv4Network]) -> tuple[str, str]:
    for wanted in (wishes.network, wishes.bmc_network):
        clash = next((other for other in used if wanted and other.overlaps(ipaddress.IPv4Network(wanted))), None)
        if clash:
            raise UsageError(f"the network {wanted} overlaps {clash}, which this host or another rack uses")
    for subnet in range(_FIRST_SUBNET, _LAST_SUBNET):
        pair = (wishes.network or f"10.{subnet}.0.0/24", wishes.bmc_network or f"10.{subnet}.1.0/24")
        if not any(other.overlaps(ipaddress.IPv4Network(text)) for text in pair for other in used):
            return pair
    raise LabError("no free network is left between 10.77.0.0/24 and 10.253.1.0/24; name one with --network and --bmc-network")


def _fits(rack: spec.Rack, name: str, wishes: Wishes) -> bool:
    chosen = rack.accelerator if wishes.accelerator == "auto" else wishes.accelerator
    return rack == _plan(name, rack.number, wishes, wishes.network or rack.network,
                         wishes.bmc_network or rack.bmc_network, chosen)


def _need_root() -> None:
    if os.geteuid() != 0:
        raise LabError("the lab makes and unmakes network namespaces and taps, which needs root")


def _make_way(store: Store, name: str) -> None:
    """A rack of another folder keeps the name while anything of it lives; of a dead one only the wires are left."""
    owner = network.belongs_to_another(name, str(store.folder))
    if owner is None:
        return
    if any(network.inhabitants(namespace) for namespace in network.remains(name)):
        raise LabError(f"a rack '{name}' lives on this host and is kept in {owner}: name that folder with --state, or choose another name")
    network.destroy(name)


@contextlib.contextmanager
def _alone():
    """One command at a time makes or unmakes racks on this host: they share numbers and networks."""
    descriptor = os.open("/run", os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
