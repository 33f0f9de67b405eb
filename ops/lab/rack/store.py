"""Where racks are kept: one folder a rack, rack.json in it, one folder a machine beside it."""

import json
import os
import pathlib
import shutil

from . import spec
from .errors import LabError, UsageError

PROJECT = pathlib.Path(__file__).resolve().parents[3]


def default_state() -> pathlib.Path:
    data = os.environ.get("METALWRIGHT_DATA")
    return (pathlib.Path(data) if data else PROJECT / "var") / "lab"


class Store:
    def __init__(self, folder: pathlib.Path):
        self.folder = folder.resolve()

    def rack_folder(self, rack: str) -> pathlib.Path:
        return self.folder / spec.rack_name(rack)

    def machine_folder(self, rack: str, machine: str) -> pathlib.Path:
        return self.rack_folder(rack) / machine

    def names(self) -> list[str]:
        return sorted(path.parent.name for path in self.folder.glob("*/rack.json"))

    def load_all(self) -> list[spec.Rack]:
        return [self.load(name) for name in self.names()]

    def find(self, name: str) -> spec.Rack | None:
        return self.load(name) if (self.rack_folder(name) / "rack.json").exists() else None

    def load(self, name: str) -> spec.Rack:
        path = self.rack_folder(name) / "rack.json"
        try:
            return spec.from_json(json.loads(path.read_text()))
        except FileNotFoundError:
            known = ", ".join(self.names()) or "none"
            raise LabError(f"there is no rack '{name}' in {self.folder} (racks: {known}); `lab create` makes one") from None
        except (ValueError, KeyError, TypeError) as cause:
            raise LabError(f"{path} cannot be read ({cause}); `lab destroy {name}` clears it away") from cause

    def save(self, rack: spec.Rack) -> None:
        folder = self.rack_folder(rack.name)
        for parent in [*reversed(folder.parents), folder]:
            # Keys lie beside the racks.
            parent.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        write_atomically(folder / "rack.json", json.dumps(spec.to_json(rack), indent=2) + "\n")

    def remove(self, name: str) -> None:
        shutil.rmtree(self.rack_folder(name), ignore_errors=True)
        try:
            self.folder.rmdir()
        except OSError:
            pass  # other racks are kept here

    def split(self, target: str) -> tuple[spec.Rack, spec.Machine]:
        """`rack/m1` or, when the rack has a single machine, `rack`."""
        rack_name, _, machine_name = target.partition("/")
        rack = self.load(rack_name)
        if machine_name:
            return rack, rack.machine(machine_name)
        if len(rack.machines) == 1:
            return rack, rack.machines[0]
        raise UsageError(f"rack '{rack_name}' has {len(rack.machines)} machines: write {rack_name}/m1 to name one")


def write_atomically(path: pathlib.Path, text: str, mode: int = 0o600) -> None:
    draft = path.with_name(path.name + ".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
    os.replace(draft, path)
