"""What can die, how it is killed, and how it comes back."""

import os
import signal
import subprocess
import threading
import time

from world import RACK

AWAY_S = 3
LINK_DOWN_S = 60


class Role:
    """A process of the installation: SIGKILL, then a supervisor would start it again."""

    def __init__(self, role):
        self.name = role
        self.role = role

    def strike(self, world):
        world.installation.kill(self.role)
        time.sleep(AWAY_S)
        world.installation.start_role(self.role)

    def mend(self, world):
        pass


class Bmc:
    name = "BMC"

    def strike(self, world):
        os.kill(int((world.machine_folder / "bmc.pid").read_text().split()[0]), signal.SIGKILL)
        time.sleep(AWAY_S)
        world.lab("create", RACK, "--firmware", world.firmware)

    def mend(self, world):
        pass


class Machine:
    """Power cut: nobody but the run switches it on again, unless the run had its proof by then."""

    name = "machine"

    def strike(self, world):
        world.power("off")

    def mend(self, world):
        world.power("on")


class Link:
    """The cable between the machine and everything else is out for a minute."""

    name = "network down"

    def strike(self, world):
        interface = world.rack["interface"]
        subprocess.run(["ip", "link", "set", interface, "down"], check=True)
        threading.Timer(LINK_DOWN_S, self._up, [interface, world]).start()

    @staticmethod
    def _up(interface, world):
        subprocess.run(["ip", "link", "set", interface, "up"], check=False)

    def mend(self, world):
        self._up(world.rack["interface"], world)


class Loss:
    """One packet of twenty is lost, each way, until the run is over."""

    name = "network 5 % loss"
    TABLE = "metalwright_torture"

    def strike(self, world):
        interface = world.rack["interface"]
        rules = f"""table inet {self.TABLE} {{
            chain in  {{ type filter hook input priority -10;  iifname "{interface}" numgen random mod 20 == 0 drop; }}
            chain out {{ type filter hook output priority -10; oifname "{interface}" numgen random mod 20 == 0 drop; }}
        }}"""
        subprocess.run(["nft", "-f", "-"], input=rules, text=True, check=True)

    def mend(self, world):
        subprocess.run(["nft", "delete", "table", "inet", self.TABLE], check=False, capture_output=True)


ALL = (Role("api"), Role("control"), Role("site"), Role("boot-services"), Role("temporal"), Role("database"), Bmc(), Machine(), Link(),
       Loss())
