"""The BIOS settings of a rack's machines: which there are, what each may be, and what the firmware makes of them at a start.

The names are ours, in the manner of makers'. Two have an effect that the machine itself sees: `ActiveCores` and `AssetTag`.
"""

from . import spec
from .errors import LabError

REGISTRY = "BiosAttributeRegistryRack.v1_0_0"

_SWITCH = ("Enabled", "Disabled")
_LONGEST_TAG = 32


def defaults(machine: spec.Machine) -> dict[str, str | int | bool]:
    return {"ActiveCores": machine.cpus, "AssetTag": machine.serial, "ProcTurboMode": "Enabled", "ProcVirtualization": "Disabled",
            "ProductName": "Virtual Rack Server", "QuietBoot": False, "Sriov": "Disabled"}


def entries(machine: spec.Machine) -> list[dict]:
    """As DSP2046's AttributeRegistry has them."""
    def entry(name: str, kind: str, **more) -> dict:
        return {"AttributeName": name, "Type": kind, "ReadOnly": name == "ProductName", "ResetRequired": True, **more}

    def switch(name: str) -> dict:
        return entry(name, "Enumeration", Value=[{"ValueName": word, "ValueDisplayName": word} for word in _SWITCH])

    return [
        entry("BootMode", "Enumeration", Value=[{"ValueName": word} for word in ("Uefi", "LegacyBios")]),
        entry("ActiveCores", "Integer", LowerBound=1, UpperBound=machine.cpus), entry("AssetTag", "String", MinLength=0, MaxLength=_LONGEST_TAG),
        switch("ProcTurboMode"), switch("ProcVirtualization"), entry("ProductName", "String"), entry("QuietBoot", "Boolean"), switch("Sriov"),
    ]


def check(machine: spec.Machine, wanted: dict) -> None:
    """Refuses what the firmware could not be told."""
    known = {entry["AttributeName"]: entry for entry in entries(machine)}
    for name, value in wanted.items():
        entry = known.get(name)
        if entry is None:
            raise LabError(f"{name} is no attribute.")
        fits = not entry["ReadOnly"] and {
            "Enumeration": lambda: value in [word["ValueName"] for word in entry.get("Value", ())],
            "Integer": lambda: type(value) is int and entry["LowerBound"] <= value <= entry["UpperBound"],
            "Boolean": lambda: isinstance(value, bool),
            "String": lambda: isinstance(value, str) and len(value) <= _LONGEST_TAG and value.isprintable() and "," not in value,
        }[entry["Type"]]()
        if not fits:
            raise LabError(f"{name} cannot be {value!r}.")


def applied(before: dict, wanted: dict) -> tuple[dict, list[str]]:
    """What the firmware makes of it at a start, and what it says of that: one setting needs another, which is seen only then."""
    settings = {**before, **wanted}
    if settings["Sriov"] == "Enabled" and settings["ProcVirtualization"] != "Enabled":
        return {**settings, "Sriov": before["Sriov"]}, ["Sriov was not changed: it needs ProcVirtualization."]
    return settings, []
