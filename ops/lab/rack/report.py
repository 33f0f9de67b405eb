"""What `lab list` tells: the racks as they are now, not as they were made."""

from . import bmc, console, namespaces, network, qemu, spec, terminal
from .chassis import Chassis
from .store import Store


def describe(store: Store, rack: spec.Rack) -> dict:
    return {
        "rack": rack.name,
        "namespace": rack.namespace,
        "interface": rack.interface,
        "network": rack.network,
        "address": rack.address,
        "bmcNetwork": rack.bmc_network,
        "bmcAddress": rack.bmc_gateway,
        "accelerator": rack.accelerator,
        "wired": namespaces.exists(rack.namespace),
        "machines": [_describe_machine(store, rack, machine) for machine in rack.machines],
    }


def _describe_machine(store: Store, rack: spec.Rack, machine: spec.Machine) -> dict:
    folder = store.machine_folder(rack.name, machine.name)
    return {
        "name": machine.name,
        "mac": list(machine.macs),
        "firmware": machine.firmware,
        "secureBoot": machine.secure_boot,
        "serial": machine.serial,
        "uuid": machine.uuid,
        "bmc": {
            "address": network.bmc_address(rack, machine) or machine.bmc_address,
            "mac": machine.bmc_mac,
            "user": bmc.FACTORY_USER,
            "passwordFile": str(folder / "bmc-password"),
            "state": _state(bmc.is_running(folder)),
        },
        "power": "on" if Chassis(rack, machine, folder).is_on() else "off",
        "serialLog": str(folder / "serial.log"),
        "console": str(folder / terminal.SOCKET),
        "consoleState": _state(console.is_running(folder)),
        "disks": [{"serial": disk.serial, "path": str(folder / qemu.disk_file(number)), "sizeBytes": disk.size_bytes}
                  for number, disk in enumerate(machine.disks, 1)],
    }


def _state(running: bool) -> str:
    return "running" if running else "dead"


def table(racks: list[dict]) -> str:
    if not racks:
        return "No rack. `lab create` makes one."
    lines = []
    for rack in racks:
        lines.append(f"rack {rack['rack']}: interface {rack['interface']}, address {rack['address']} in {rack['network']}, "
                     f"BMCs in {rack['bmcNetwork']}, namespace {rack['namespace']}")
        if not rack["wired"]:
            lines.append(f"  its namespaces are gone (a reboot?); `lab create {rack['rack']}` with the same options mends it")
        rows = [("MACHINE", "POWER", "FIRMWARE", "MAC", "BMC", "DISKS", "TROUBLE")]
        for machine in rack["machines"]:
            rows.append((f"{rack['rack']}/{machine['name']}", machine["power"], machine["firmware"], machine["mac"][0],
                         machine["bmc"]["address"], " ".join(disk["serial"] for disk in machine["disks"]),
                         _trouble(machine)))
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        lines += ["  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    return "\n".join(lines)


def _trouble(machine: dict) -> str:
    dead = [what for what, state in (("BMC", machine["bmc"]["state"]), ("console", machine["consoleState"]))
            if state == "dead"]
    return f"dead: {', '.join(dead)}" if dead else ""
