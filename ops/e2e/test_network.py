"""`metalwright network check` from a host that is in the rack's network, as a machine is."""

import json
import subprocess
import unittest

from running_demo import ROOT
from running_up import UpBesideRack

PREFIX = "fd00:77:4"
HOST = "mw-looker"


class NetworkOfRack(UpBesideRack):
    name = "wires"
    port = 18420

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        ip("-6", "address", "add", f"{PREFIX}::1/64", "dev", cls.rack["interface"], "nodad")
        cls.net = cls.rack["network"].rpartition(".")[0]
        ip("netns", "add", HOST)
        cls.addClassCleanup(ip, "netns", "delete", HOST)
        ip("-n", cls.rack["namespace"], "link", "add", "looker", "type", "veth", "peer", "name", "eth0", "netns", HOST)
        ip("-n", cls.rack["namespace"], "link", "set", "looker", "master", "switch", "up")
        ip("-n", HOST, "link", "set", "eth0", "up")
        ip("-n", HOST, "address", "add", f"{cls.net}.9/24", "dev", "eth0")
        ip("-n", HOST, "-6", "address", "add", f"{PREFIX}::9/64", "dev", "eth0", "nodad")

    def segment(self, *words):
        self.metalwright("segments", "add", "wires", "--cidr", self.rack["network"], "--gateway", f"{self.net}.1", *words)
        self.addCleanup(self.metalwright, "segments", "remove", "wires")

    def checked(self):
        """The exit code, and what each check came to."""
        done = subprocess.run(["ip", "netns", "exec", HOST, ROOT / "metalwright", "network", "check", "--interface", "eth0", "--ipv6", "--seconds", "3", "--json"],
                              capture_output=True, text=True, timeout=120)
        self.assertTrue(done.stdout, done.stderr)
        return done.returncode, [(each["check"], each["result"], each["found"]) for each in json.loads(done.stdout)["items"]]

    def test_all_that_a_machine_needs_is_there_over_both_versions_of_ip(self):
        self.segment("--machines", f"{self.net}.100-{self.net}.199", "--registration", "automatic",
                     "--ipv6", f"{PREFIX}::/64", "--ipv6-machines", f"{PREFIX}::100-{PREFIX}::1ff", "--ipv6-advertise", "prefix")
        _, found = self.until("that it is served", lambda: next((it for it in [self.checked()] if it[0] == 0), None))
        self.assertEqual(
            ["address", "tftp", "script", "mode", "ipv6 router", "ipv6 address", "ipv6 http", "ipv6 tftp", "ipv6 script"],
            [check for check, _, _ in found], found)
        self.assertEqual({"ok"}, {result for _, result, _ in found}, found)
        told = {check: what for check, _, what in found}
        self.assertIn("addresses by DHCPv6", told["ipv6 router"])
        self.assertIn(f"{PREFIX}::1", told["ipv6 address"])
        self.assertIn(f"http://[{PREFIX}::1]:8090/ipxe?mac=", told["ipv6 script"])
        self.assertIn("blocks of 1468", told["ipv6 tftp"])

    def test_where_nobody_serves_each_missing_thing_is_named(self):
        self.segment("--vlan", "7")
        changed = self.metalwright("segments", "change", "wires", "--dhcp", "off", "--gateway", "")
        self.assertEqual((None, 7, "off"), (changed["gateway"], changed["vlan"], changed["dhcp"]["mode"]))
        code, found = self.checked()
        self.assertEqual(1, code)
        wrong = {check: what for check, result, what in found if result == "wrong"}
        # Boot-services answer who looks for a router, so that nobody waits for one, and say that there is none.
        self.assertIn("no router leads to DHCPv6", wrong.pop("ipv6 router"))
        self.assertEqual(
            {"address": "no DHCP server answers", "boot file": "nobody says what to boot", "script": "iPXE is told nothing",
             "ipv6 address": "no DHCPv6 server answers", "ipv6 script": "iPXE is told nothing"}, wrong)


def ip(*words):
    subprocess.run(["ip", *words], check=True)


if __name__ == "__main__":
    unittest.main()
