"""Two network namespaces without names, which go when their last process does: the services in this one, the fleet in the simulator's."""

import os
import subprocess
import sys

SERVER = "10.79.0.1"
RELAY = "10.80.0.1"
FLEET = "10.80.0.0/14"
MACHINES = "10.80.0.0/16"
BMCS = "10.81.0.0/16"
FACTORY_BMC = "10.82.0.1"
_FLEET_SIDE = "10.79.0.2"
_INSIDE = "METALWRIGHT_FLEET_INSIDE"


def is_outside():
    return os.environ.get(_INSIDE) is None


def enter():
    """Starts this program again in a network of its own, in which all ports are free."""
    if is_outside():
        os.execvpe("unshare", ["unshare", "--net", sys.executable, *sys.argv], {**os.environ, _INSIDE: "yes"})
    _run("ip", "link", "set", "lo", "up")


def join(pid):
    """Lays the cable to the namespace of this process, where every address of the fleet is a local one."""
    there = ("nsenter", f"--net=/proc/{pid}/ns/net")
    _run("ip", "link", "add", "fleet", "type", "veth", "peer", "name", "site", "netns", str(pid))
    _run("ip", "address", "add", f"{SERVER}/30", "dev", "fleet")
    _run("ip", "link", "set", "fleet", "up")
    _run(*there, "ip", "link", "set", "lo", "up")
    _run(*there, "ip", "address", "add", f"{_FLEET_SIDE}/30", "dev", "site")
    _run(*there, "ip", "link", "set", "site", "up")
    _run(*there, "ip", "route", "add", "local", FLEET, "dev", "lo")
    _run("ip", "route", "add", FLEET, "via", _FLEET_SIDE)


def _run(*words):
    subprocess.run(words, check=True)
