"""The command line: metalwright lab …"""

import argparse
import ipaddress
import json
import pathlib
import signal
import sys

from . import console, network, racks, redfish, report, spec, store
from .chassis import Chassis
from .errors import LabError, UsageError

_POWER_ACTS = {
    "on": Chassis.power_on,
    "off": Chassis.power_off,
    "cycle": Chassis.cycle,
    "reset": Chassis.reset,
    "soft": Chassis.soft_off,
}


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    # What is half made is cleared away then, as after Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return options.run(options, store.Store(options.state or store.default_state()))
    except UsageError as mistake:
        return _fail(mistake, 2)
    except (LabError, OSError) as failure:
        return _fail(failure, 1)
    except KeyboardInterrupt:
        return _fail("interrupted", 1)


def _fail(what, code: int) -> int:
    print(f"lab: {what}", file=sys.stderr)
    return code


def _create(options, shelf: store.Store) -> int:
    firmwares = tuple(options.firmware or ["bios"])
    machines = len(firmwares) if options.machines is None else options.machines
    wishes = racks.Wishes(
        machines, firmwares, options.disks, options.disk_size, options.nics,
        options.memory, options.cpus, options.network, options.bmc_network, options.disk_bus, options.boot_order,
        options.uefi_netboot, options.accel)
    rack, new = racks.create(shelf, options.name, wishes)
    told = report.describe(shelf, rack)
    if options.json:
        print(json.dumps(told, indent=2))
    else:
        print(f"Made rack '{rack.name}'." if new else f"Rack '{rack.name}' was there already; it is complete.")
        print(report.table([told]))
    return 0


def _list(options, shelf: store.Store) -> int:
    chosen = [shelf.load(options.name)] if options.name else shelf.load_all()
    told = [report.describe(shelf, rack) for rack in chosen]
    print(json.dumps(told, indent=2) if options.json else report.table(told))
    return 0


def _console(options, shelf: store.Store) -> int:
    rack, machine = shelf.split(options.target)
    folder = shelf.machine_folder(rack.name, machine.name)
    console.attach(f"{rack.name}/{machine.name}", folder)
    return 0


def _power(options, shelf: store.Store) -> int:
    rack, machine = shelf.split(options.target)
    chassis = Chassis(rack, machine, shelf.machine_folder(rack.name, machine.name))
    if options.act != "status":
        _POWER_ACTS[options.act](chassis)
    state = "on" if chassis.is_on() else "off"
    name = f"{rack.name}/{machine.name}"
    print(json.dumps({"machine": name, "power": state}) if options.json else f"{name} is {state}")
    return 0


def _redfish(options, shelf: store.Store) -> int:
    rack, machine = shelf.split(options.target)
    redfish.start(rack, machine, shelf.machine_folder(rack.name, machine.name))
    name = f"{rack.name}/{machine.name}"
    url = f"https://{network.bmc_address(rack, machine) or machine.bmc_address}/redfish/v1"
    print(json.dumps({"machine": name, "redfish": url}) if options.json else f"{name} answers at {url}, user and password as from the factory")
    return 0


def _destroy(options, shelf: store.Store) -> int:
    if bool(options.name) == options.all:
        raise UsageError("name the rack to destroy, or say --all")
    if options.name and "/" in options.name:
        raise UsageError(f"a rack goes as a whole: name the rack alone, not '{options.name}'")
    names = shelf.names() if options.all else [options.name]
    gone = [name for name in names if racks.destroy(shelf, name)]
    if options.json:
        print(json.dumps({"destroyed": gone}))
    else:
        print(f"Destroyed {', '.join(gone)}." if gone else "There was nothing to destroy.")
    return 0


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--state", type=pathlib.Path, metavar="DIR",
                        help="where racks are kept (default: lab in $METALWRIGHT_DATA, else var/lab of the project)")
    shared.add_argument("--json", action="store_true", help="print JSON")
    parser = argparse.ArgumentParser(
        prog="metalwright lab", description="A virtual rack: QEMU machines with real firmware, serial lines and real BMCs.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    create = verbs.add_parser("create", parents=[shared], help="make a rack; its machines are off, their disks empty")
    create.set_defaults(run=_create)
    create.add_argument("name", nargs="?", default="rack", help="1 to 12 lower-case letters and digits (default: %(default)s)")
    create.add_argument("--machines", type=int, metavar="N", help="how many (default: one for each firmware named)")
    create.add_argument("--firmware", action="extend", type=_firmwares, metavar="LIST", default=None,
                        help="bios, uefi or uefi-secure (secure boot enforced), or a list as bios,uefi that is dealt out to the machines in turn (default: bios)")
    create.add_argument("--disks", type=int, default=2, metavar="N", help="disks of each machine (default: %(default)s)")
    create.add_argument("--disk-size", type=_size, default="8G", metavar="SIZE", help="of each disk (default: %(default)s)")
    create.add_argument("--disk-bus", choices=spec.DISK_BUSES, default="virtio", help="(default: %(default)s)")
    create.add_argument("--nics", type=int, default=1, metavar="N", help="network cards of each machine (default: %(default)s)")
    create.add_argument("--memory", type=_size, default="1536M", metavar="SIZE", help="of each machine (default: %(default)s)")
    create.add_argument("--cpus", type=int, default=1, metavar="N", help="of each machine (default: %(default)s)")
    create.add_argument("--network", type=_network, metavar="CIDR", help="provisioning network (default: the first free of 10.77.0.0/24, 10.78.0.0/24 …)")
    create.add_argument("--bmc-network", type=_network, metavar="CIDR", help="network of the BMCs (default: 10.77.1.0/24 …)")
    create.add_argument("--boot-order", type=_boot_order, default="disk,net", metavar="LIST",
                        help="standing order; what is left out is never booted (default: %(default)s)")
    create.add_argument("--uefi-netboot", choices=spec.UEFI_NETBOOTS, default="pxe", help="what UEFI firmware tries first (default: %(default)s)")
    create.add_argument("--accel", choices=("auto", "kvm", "tcg"), default="auto", help="KVM, where it works, or emulation (default: %(default)s)")

    listing = verbs.add_parser("list", parents=[shared], help="tell what is there and how it is")
    listing.set_defaults(run=_list)
    listing.add_argument("name", nargs="?", help="one rack only")

    attach = verbs.add_parser("console", parents=[shared], help="sit down at the serial line of a machine; Ctrl-] leaves")
    attach.set_defaults(run=_console)
    attach.add_argument("target", metavar="RACK[/MACHINE]")

    power = verbs.add_parser("power", parents=[shared], help="press a machine's buttons without its BMC")
    power.set_defaults(run=_power)
    power.add_argument("target", metavar="RACK[/MACHINE]")
    power.add_argument("act", choices=[*_POWER_ACTS, "status"])

    service = verbs.add_parser("redfish", parents=[shared], help="let a machine's BMC speak Redfish as well, from now on")
    service.set_defaults(run=_redfish)
    service.add_argument("target", metavar="RACK[/MACHINE]")

    destroy = verbs.add_parser("destroy", parents=[shared], help="take a rack away; nothing is left of it")
    destroy.set_defaults(run=_destroy)
    destroy.add_argument("name", nargs="?")
    destroy.add_argument("--all", action="store_true", help="every rack")
    return parser


def _argument(parse):
    """Lets argparse say what is wrong with a value: exit code 2 and the option's name."""
    def parsed(text: str):
        try:
            return parse(text)
        except (UsageError, ValueError) as mistake:
            raise argparse.ArgumentTypeError(str(mistake)) from None
    return parsed


def _choices(text: str, known: tuple[str, ...]) -> list[str]:
    words = text.split(",")
    for word in words:
        if word not in known:
            raise UsageError(f"'{word}' is none of {', '.join(known)}")
    return words


@_argument
def _firmwares(text: str) -> list[str]:
    return _choices(text, spec.FIRMWARES)


@_argument
def _boot_order(text: str) -> tuple[str, ...]:
    words = _choices(text, spec.BOOT_DEVICES)
    if len(set(words)) != len(words):
        raise UsageError(f"'{text}' names a device twice")
    return tuple(words)


@_argument
def _network(text: str) -> str:
    return str(ipaddress.IPv4Network(text))


_size = _argument(spec.parse_size)
