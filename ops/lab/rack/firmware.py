"""How a machine's firmware is set, and how it will be from its next power-on: boot mode, secure boot, its keys, BIOS settings.

A machine is made with its settings (`--firmware`); its BMC changes them over Redfish, as servers' firmware takes them: at the next start.
"""

import dataclasses
import datetime
import json
import pathlib
import shutil

from . import bios, qemu, spec
from .store import write_atomically

VARIABLES = "uefi-vars.fd"

_NOW = "firmware-now.json"
_NEXT = "firmware-next.json"


@dataclasses.dataclass(frozen=True)
class Settings:
    mode: str
    secure_boot: bool
    keys: bool
    # Those that were ever set; the others are as the machine was made.
    attributes: dict = dataclasses.field(default_factory=dict)
    # When they were last taken, and what came of it.
    applied_at: str | None = None
    messages: list[str] = dataclasses.field(default_factory=list)

    @property
    def is_enforced(self) -> bool:
        """Without keys the firmware starts anything, whatever the switch says."""
        return self.mode == "uefi" and self.secure_boot and self.keys


def now(machine: spec.Machine, folder: pathlib.Path) -> Settings:
    return _read(folder / _NOW) or Settings(machine.firmware, machine.secure_boot, machine.secure_boot)


def coming(machine: spec.Machine, folder: pathlib.Path) -> Settings:
    return _read(folder / _NEXT) or now(machine, folder)


def change(machine: spec.Machine, folder: pathlib.Path, **changes) -> None:
    """From the next power-on on."""
    _write(folder / _NEXT, dataclasses.replace(coming(machine, folder), **changes))


def attributes(machine: spec.Machine, settings: Settings) -> dict:
    return {**bios.defaults(machine), **settings.attributes}


def start(machine: spec.Machine, folder: pathlib.Path) -> spec.Machine:
    """The machine as its firmware is set from now on."""
    before, after = now(machine, folder), coming(machine, folder)
    if after.attributes != before.attributes:
        taken, messages = bios.applied(attributes(machine, before), attributes(machine, after))
        after = dataclasses.replace(after, attributes=taken, messages=messages,
                                    applied_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds"))
        _write(folder / _NEXT, after)
    set_up = dataclasses.replace(machine, firmware=after.mode, secure_boot=after.is_enforced, cpus=attributes(machine, after)["ActiveCores"],
                                 asset_tag=attributes(machine, after)["AssetTag"])
    if after != before:
        if after.mode == "uefi" and (after.mode, after.is_enforced, after.keys) != (before.mode, before.is_enforced, before.keys):
            # Which variables a firmware starts with is what enrols its keys; boot entries are found anew, as on any first start.
            shutil.copyfile(qemu.variables(set_up), folder / VARIABLES)
        _write(folder / _NOW, after)
    return set_up


def _read(path: pathlib.Path) -> Settings | None:
    try:
        return Settings(**json.loads(path.read_text()))
    except FileNotFoundError:
        return None


def _write(path: pathlib.Path, settings: Settings) -> None:
    write_atomically(path, json.dumps(dataclasses.asdict(settings)) + "\n")
