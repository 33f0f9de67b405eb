"""What Linux on the machine tells its BMC through KCS is what one meets from outside."""

import json
import pathlib
import subprocess
import tempfile

from .netboot import NetBoot
from .racked import RackCase, lab, until

_SCRIPT = """
i=0; while [ ! -e /dev/ipmi0 ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done
exec 2> /dev/null
ipmitool user set name 3 robot
ipmitool user set password 3 secret99
ipmitool channel setaccess 1 3 ipmi=on privilege=4
ipmitool user enable 3
ipmitool user set password 2 changed
ipmitool lan set 1 ipaddr {address}
ipmitool lan set 1 netmask 255.255.255.128
ipmitool lan print 1
ipmitool chassis bootdev disk
echo TOLD THE BMC
read line
reboot -f
"""


class InBandTest(RackCase):
    options = ("--boot-order", "net,disk")

    def test_users_address_and_boot_device_set_by_the_guest_hold_outside(self):
        machine = self.machines[0]
        machine.make_bootable()
        moved = machine.bmc["address"].rpartition(".")[0] + ".99"
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        network = NetBoot(self.told, folder, _SCRIPT.format(address=moved))
        self.addCleanup(network.close)

        machine.ipmi("chassis", "power", "on")
        until(lambda: b"TOLD THE BMC" in machine.serial_output(), "Linux has spoken to its BMC")

        seen_inside = machine.serial_output().decode(errors="replace")
        self.assertRegex(seen_inside, rf"IP Address +: {moved}")
        self.assertRegex(seen_inside, r"Subnet Mask +: 255\.255\.255\.128")
        self.assertIn(machine.bmc["mac"], seen_inside)
        self.assertEqual(moved, json.loads(lab(self.state, "list", "--json"))[0]["machines"][0]["bmc"]["address"])
        for user, password in (("robot", "secret99"), ("admin", "changed")):
            with self.subTest(user):
                self.assertIn("is on", self.power_as(moved, user, password))
        self.assertIn("Force Boot from default Hard-Drive", self.as_user(moved, "robot", "secret99", "chassis", "bootparam", "get", "5"))

        machine.boot(lambda: machine.type("\n"))
        until(machine.came_up_from, "the guest reboots")
        self.assertEqual("disk", machine.came_up_from())

    def power_as(self, address: str, user: str, password: str) -> str:
        return self.as_user(address, user, password, "chassis", "power", "status")

    def as_user(self, address: str, user: str, password: str, *arguments: str) -> str:
        done = subprocess.run(["ipmitool", "-I", "lanplus", "-C", "3", "-H", address, "-U", user, "-E", *arguments],
                              capture_output=True, text=True, env={"IPMI_PASSWORD": password, "PATH": "/usr/bin:/bin"})
        self.assertEqual(0, done.returncode, done.stderr)
        return done.stdout
