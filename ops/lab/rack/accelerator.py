"""Whether KVM works here, which an openable /dev/kvm does not prove."""

import os
import subprocess

_PROBE_SECONDS = 5


def choose(wish: str) -> str:
    return wish if wish != "auto" else "kvm" if _kvm_works() else "tcg"


def _kvm_works() -> bool:
    """Lets SeaBIOS say its name: some hosts accept a virtual machine and refuse to set up its processor."""
    if not os.access("/dev/kvm", os.R_OK | os.W_OK):
        return False
    command = ["qemu-system-x86_64", "-machine", "q35,graphics=off", "-accel", "kvm", "-cpu", "max", "-m", "64M",
               "-nodefaults", "-no-user-config", "-display", "none", "-serial", "stdio"]
    try:
        said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PROBE_SECONDS).stdout
    except subprocess.TimeoutExpired as ended:
        said = ended.stdout or b""
    except FileNotFoundError:
        return False
    return b"SeaBIOS" in said
