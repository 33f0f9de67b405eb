"""Entering network namespaces without `ip netns exec`, which would also give each child its own mounts."""

import contextlib
import ctypes
import os
import pathlib

from .errors import LabError

_CLONE_NEWNET = 0x40000000
_libc = ctypes.CDLL(None, use_errno=True)
_FOLDER = pathlib.Path("/run/netns")


def exists(name: str) -> bool:
    return (_FOLDER / name).exists()


def names() -> list[str]:
    return sorted(path.name for path in _FOLDER.iterdir()) if _FOLDER.is_dir() else []


@contextlib.contextmanager
def entered(name: str):
    """Sockets made and children started inside belong to the namespace; the caller comes back out."""
    with open("/proc/self/ns/net") as home:
        try:
            with open(_FOLDER / name) as there:
                _set(there.fileno(), name)
        except FileNotFoundError:
            raise LabError(f"the network namespace {name} is gone; `lab create` mends the rack") from None
        try:
            yield
        finally:
            _set(home.fileno(), "of the caller")


def _set(descriptor: int, name: str) -> None:
    if _libc.setns(descriptor, _CLONE_NEWNET) != 0:
        error = ctypes.get_errno()
        raise LabError(f"cannot enter the network namespace {name}: {os.strerror(error)}; the lab needs root")
