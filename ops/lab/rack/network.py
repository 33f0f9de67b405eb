"""The wires of a rack.

Namespace mw-R holds one switch (a bridge); a tap of each NIC, the uplink to the host and the port of each BMC
plug into it. Each machine has a namespace of its own, mw-R-m1: there its BMC lives, alone with its address, so
that it can be given another one; there is the loopback over which QEMU, BMC and console talk. No forwarding.
"""

import fcntl
import ipaddress
import json
import os
import struct
import subprocess

from . import namespaces, spec
from .errors import LabError

BRIDGE = "switch"
BMC_INTERFACE = "bmc0"

# What Linux keeps of an alias; the end of a path tells more than its beginning.
_ALIAS_LENGTH = 255

_TUNSETIFF = 0x400454CA
_IFF_TAP = 0x0002
_IFF_NO_PI = 0x1000


def tap(machine: spec.Machine, nic: int) -> str:
    return f"{machine.name}n{nic}"


def build(rack: spec.Rack, owner: str) -> None:
    """Makes what is missing. What is there already is left alone: a BMC may have been given another address."""
    if not namespaces.exists(rack.namespace):
        _make_switch(rack, owner)
    for machine in rack.machines:
        if not namespaces.exists(rack.machine_namespace(machine)):
            _make_machine(rack, machine)


def _make_switch(rack: spec.Rack, owner: str) -> None:
    inside = ["-n", rack.namespace]
    _ip("netns", "add", rack.namespace)
    # Multicast snooping off: a switch that waits for IGMP or MLD reports swallows router solicitations.
    _ip(*inside, "link", "add", BRIDGE, "type", "bridge", "forward_delay", "0", "stp_state", "0", "mcast_snooping", "0")
    _ip(*inside, "link", "set", BRIDGE, "alias", owner[-_ALIAS_LENGTH:], "up")
    _ip("link", "add", rack.interface, "type", "veth", "peer", "name", "uplink", "netns", rack.namespace)
    _ip(*inside, "link", "set", "uplink", "master", BRIDGE, "up")
    _ip("addr", "add", f"{rack.address}/{spec.prefix_length(rack.network)}",
        "broadcast", "+", "dev", rack.interface)
    _ip("addr", "add", f"{rack.bmc_gateway}/{spec.prefix_length(rack.bmc_network)}",
        "broadcast", "+", "dev", rack.interface)
    # Without this the host leaves checksums to a card that does not exist, and a DHCP client in the guest that
    # reads raw frames sees wrong ones.
    _run("ethtool", "-K", rack.interface, "tx", "off")
    _ip("link", "set", rack.interface, "up")


def _make_machine(rack: spec.Rack, machine: spec.Machine) -> None:
    own = rack.machine_namespace(machine)
    port = f"{machine.name}bmc"
    _ip("netns", "add", own)
    _ip("-n", own, "link", "set", "lo", "up")
    _ip("-n", rack.namespace, "link", "add", port, "type", "veth", "peer", "name", BMC_INTERFACE, "netns", own)
    _ip("-n", rack.namespace, "link", "set", port, "master", BRIDGE, "up")
    _ip("-n", own, "link", "set", BMC_INTERFACE, "address", machine.bmc_mac)
    _ip("-n", own, "addr", "add", f"{machine.bmc_address}/{spec.prefix_length(rack.bmc_network)}",
        "broadcast", "+", "dev", BMC_INTERFACE)
    with namespaces.entered(own):
        _run("ethtool", "-K", BMC_INTERFACE, "tx", "off")
    _ip("-n", own, "link", "set", BMC_INTERFACE, "up")
    for nic in range(1, len(machine.macs) + 1):
        name = tap(machine, nic)
        _ip("-n", rack.namespace, "tuntap", "add", "dev", name, "mode", "tap")
        _ip("-n", rack.namespace, "link", "set", name, "master", BRIDGE, "up")


def open_taps(rack: spec.Rack, machine: spec.Machine) -> list[int]:
    """Descriptors for QEMU, which runs in the machine's namespace while its taps stay plugged into the switch."""
    taps = []
    with namespaces.entered(rack.namespace):
        for nic in range(1, len(machine.macs) + 1):
            descriptor = os.open("/dev/net/tun", os.O_RDWR)
            request = struct.pack("16sH22x", tap(machine, nic).encode(), _IFF_TAP | _IFF_NO_PI)
            try:
                fcntl.ioctl(descriptor, _TUNSETIFF, request)
            except OSError as cause:
                raise LabError(f"{rack.name}/{machine.name}: the tap {tap(machine, nic)} cannot be opened: {cause}") from cause
            taps.append(descriptor)
    return taps


def bmc_address(rack: spec.Rack, machine: spec.Machine) -> str | None:
    """The address that the BMC has now, which is not the one it was made with after `ipmitool lan set`."""
    own = rack.machine_namespace(machine)
    if not namespaces.exists(own):
        return None
    words = _ip("-n", own, "-4", "-o", "addr", "show", "dev", BMC_INTERFACE).split()
    return words[words.index("inet") + 1].split("/")[0] if "inet" in words else None


def remains(rack_name: str) -> list[str]:
    """Namespaces of a rack, those of its machines first; known by name alone, for a rack whose notes are lost."""
    return sorted((name for name in namespaces.names() if name == f"mw-{rack_name}" or name.startswith(f"mw-{rack_name}-")),
                  reverse=True)


def belongs_to_another(rack_name: str, owner: str) -> str | None:
    """The folder that keeps the rack of this name, if it is not the caller's: two may not share a namespace."""
    if not namespaces.exists(f"mw-{rack_name}"):
        return None
    shown = subprocess.run(["ip", "-n", f"mw-{rack_name}", "-j", "link", "show", "dev", BRIDGE],
                           capture_output=True, text=True)
    alias = json.loads(shown.stdout)[0].get("ifalias") if shown.returncode == 0 else None
    return alias if alias and alias != owner[-_ALIAS_LENGTH:] else None


def destroy(rack_name: str) -> None:
    for name in remains(rack_name):
        _ip("netns", "delete", name)
    # The kernel takes a namespace down in its own time; a rack made again at once needs the name free.
    subprocess.run(["ip", "link", "delete", f"mw{rack_name}0"], capture_output=True, check=False)


def inhabitants(namespace: str) -> list[int]:
    return [int(pid) for pid in _ip("netns", "pids", namespace).split()]


def taken() -> list[tuple[ipaddress.IPv4Network, str]]:
    """Networks the host has an address in, with the interface."""
    networks = []
    for line in _ip("-4", "-o", "addr", "show").splitlines():
        words = line.split()
        networks.append((ipaddress.IPv4Interface(words[words.index("inet") + 1]).network, words[1]))
    return networks


def _ip(*arguments: str) -> str:
    return _run("ip", *arguments)


def _run(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise LabError(f"the program '{command[0]}' is missing; install what ops/lab/packages.txt lists") from None
    if done.returncode != 0:
        raise LabError(f"`{' '.join(command)}` failed: {done.stderr.strip()}; the lab needs root and network namespaces")
    return done.stdout
