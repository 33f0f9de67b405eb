"""The BMC of a machine: one ipmi_sim in the machine's namespace, with the module of bmc/metalwright_bmc.c."""

import os
import pathlib
import re
import signal
import subprocess
import time

from . import fru, namespaces, processes, qemu, spec
from .errors import LabError
from .store import write_atomically

FACTORY_USER = "admin"
FACTORY_PASSWORD = "admin"

_PROGRAMS = pathlib.Path(__file__).resolve().parents[1] / "bmc"
_SOURCE = _PROGRAMS / "metalwright_bmc.c"
_PID = "bmc.pid"
_LOG = "bmc.log"
_START_SECONDS = 10


def build_module(rack_folder: pathlib.Path) -> None:
    """A rack has a module of its own, so that neither a newer source nor another OpenIPMI finds an old one."""
    command = ["gcc", "-O2", "-fPIC", "-shared", "-o", str(rack_folder / "bmc.so"), str(_SOURCE)]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        raise LabError("gcc is missing; install what ops/lab/packages.txt lists") from None
    if done.returncode != 0:
        raise LabError(f"the BMC module cannot be built (gcc and libopenipmi-dev are needed): {done.stderr.strip()}")


def prepare(machine: spec.Machine, folder: pathlib.Path) -> None:
    write_atomically(folder / "bmc.conf", _configuration(machine))
    write_atomically(folder / "bmc.emu", _emulation(machine))
    write_atomically(folder / "bmc-password", FACTORY_PASSWORD)


def is_running(folder: pathlib.Path) -> bool:
    return processes.living(folder / _PID) is not None


def start(rack: spec.Rack, machine: spec.Machine, folder: pathlib.Path) -> None:
    """Returns when the BMC listens."""
    environment = {"MWR_CHASSIS": str(_PROGRAMS / "chassis"), "MWR_STATE": str(folder.parents[1]),
                   "MWR_TARGET": f"{rack.name}/{machine.name}", "MWR_LAN": str(_PROGRAMS / "lan"),
                   "PATH": os.environ.get("PATH", os.defpath)}
    with namespaces.entered(rack.machine_namespace(machine)):
        processes.start(["ipmi_sim", "-c", "bmc.conf", "-f", "bmc.emu", "-s", ".", "-n"],
                        folder / _PID, folder / _LOG, folder, environment)
        deadline = time.monotonic() + _START_SECONDS
        while not _listens():
            if not is_running(folder) or time.monotonic() > deadline:
                last = (folder / _LOG).read_text(errors="replace").strip().splitlines()[-3:]
                raise LabError(f"the BMC of {rack.name}/{machine.name} does not start: {' | '.join(last)}")
            time.sleep(0.05)


def stop(folder: pathlib.Path) -> None:
    processes.end(folder / _PID, signal.SIGTERM)


def _listens() -> bool:
    """Whether UDP 623 and the KCS port are open in the namespace that the caller is in."""
    return (re.search(r":026F ", pathlib.Path("/proc/thread-self/net/udp").read_text()) is not None
            and f":{qemu.KCS_PORT:04X} " in pathlib.Path("/proc/thread-self/net/tcp").read_text())


def _configuration(machine: spec.Machine) -> str:
    # The address is 0.0.0.0 because the BMC is alone in its namespace, so that the one it answers on can be changed.
    # Channel 15 is the system interface. Users and LAN settings that were changed are kept below ipmi_sim/.
    return f"""name "{machine.name}"
set_working_mc 0x20
  startlan 1
    addr 0.0.0.0 623
    priv_limit admin
    allowed_auths_callback md5
    allowed_auths_user md5
    allowed_auths_operator md5
    allowed_auths_admin md5
    guid {machine.uuid.replace("-", "")}
    lan_config_program '"$MWR_LAN"'
  endlan
  serial kcs 127.0.0.1 {qemu.KCS_PORT} codec VM
  sol "tcp:127.0.0.1:{qemu.CONSOLE_BMC_PORT}" 115200
  user 1 false "" "" user 10 md5
  user 2 true "{FACTORY_USER}" "{FACTORY_PASSWORD}" admin 10 md5
loadlib "../bmc.so" ""
"""


def _emulation(machine: spec.Machine) -> str:
    inventory = " ".join(f"0x{byte:02x}" for byte in fru.encode(machine))
    return f"""mc_setbmc 0x20
mc_add 0x20 0 no-device-sdrs 0x23 2 0 0x9f 0 0x4d57 persist_sdr
sel_enable 0x20 1000 0x0a
mc_add_fru_data 0x20 0 512 data {inventory}
mc_enable 0x20
"""
