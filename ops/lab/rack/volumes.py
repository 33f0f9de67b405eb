"""The volumes of a machine's RAID controller: which stand, and which will from its next power-on.

The controller is the lab's own, and does what it is told while the machine starts. A mirror is QEMU's quorum driver, which writes to both drives; a volume of one
drive is that drive. A drive in no volume is passed through as a plain disk.
"""

import dataclasses
import hashlib
import json
import pathlib

from . import spec
from .errors import LabError
from .store import write_atomically

# QEMU has nothing that stripes.
LEVELS = {"RAID0": 1, "RAID1": 2}

_NOW = "volumes-now.json"
_NEXT = "volumes-next.json"
_LONGEST_NAME = 15


@dataclasses.dataclass(frozen=True)
class Volume:
    id: int
    name: str
    level: str
    # Numbers of the disks, from 1.
    disks: tuple[int, ...]
    size_bytes: int
    # NAA, locally assigned (T10 SPC-4, 7.8.6.2.5).
    wwn: str

    @property
    def device(self) -> str:
        return f"volume{self.id}"


@dataclasses.dataclass(frozen=True)
class _State:
    volumes: tuple[Volume, ...] = ()
    # How often it was told something: the number of the last task.
    task: int = 0


def now(folder: pathlib.Path) -> tuple[Volume, ...]:
    return _read(folder / _NOW).volumes


def is_over(folder: pathlib.Path, task: int) -> bool | None:
    """None: there is no such task."""
    return None if not 1 <= task <= _coming(folder).task else task <= _read(folder / _NOW).task


def make(machine: spec.Machine, folder: pathlib.Path, level, disks: list[int], name) -> int:
    """From the next power-on on; returns the task's number."""
    if level not in LEVELS:
        raise LabError(f"RAIDType is one of {', '.join(LEVELS)}.")
    if len(disks) != LEVELS[level] or len(set(disks)) != len(disks):
        raise LabError(f"{level} takes {LEVELS[level]} drives.")
    if not isinstance(name, str) or not 1 <= len(name) <= _LONGEST_NAME or not name.isalnum():
        raise LabError(f"DisplayName has 1 to {_LONGEST_NAME} letters and digits.")
    coming = _coming(folder)
    for volume in coming.volumes:
        if set(disks) & set(volume.disks):
            raise LabError(f"A drive is in use by volume {volume.name}.")
    number = max((volume.id for volume in (*coming.volumes, *now(folder))), default=0) + 1
    wwn = "3" + hashlib.sha256(f"{machine.uuid}/{number}/{coming.task}".encode()).hexdigest()[:15]
    size = min(machine.disks[disk - 1].size_bytes for disk in disks)
    return _write_next(folder, (*coming.volumes, Volume(number, name, level, tuple(disks), size, wwn)))


def delete(folder: pathlib.Path, number: int) -> int:
    coming = _coming(folder).volumes
    return _write_next(folder, tuple(volume for volume in coming if volume.id != number))


def start(machine: spec.Machine, folder: pathlib.Path) -> spec.Machine:
    """The machine as its controller shows it from now on."""
    coming = _coming(folder)
    if coming.task:
        write_atomically(folder / _NOW, json.dumps(dataclasses.asdict(coming)) + "\n")
    return shown(machine, folder)


def shown(machine: spec.Machine, folder: pathlib.Path) -> spec.Machine:
    return dataclasses.replace(machine, volumes=now(folder))


def _coming(folder: pathlib.Path) -> _State:
    return _read(folder / _NEXT)


def _write_next(folder: pathlib.Path, volumes: tuple[Volume, ...]) -> int:
    state = _State(volumes, _coming(folder).task + 1)
    write_atomically(folder / _NEXT, json.dumps(dataclasses.asdict(state)) + "\n")
    return state.task


def _read(path: pathlib.Path) -> _State:
    try:
        data = json.loads(path.read_text())
    except FileNotFoundError:
        return _State()
    return _State(tuple(Volume(**{**volume, "disks": tuple(volume["disks"])}) for volume in data["volumes"]), data["task"])
