"""What really boots, for SeaBIOS and for OVMF, when the BMC is asked for something else than the standing order."""

from .racked import RackCase, until


class BootTest(RackCase):
    options = ("--machines", "2", "--firmware", "bios,uefi", "--boot-order", "disk,net")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for machine in cls.machines:
            machine.make_bootable()

    def setUp(self):
        for machine in self.machines:
            machine.ipmi("chassis", "power", "off")
            machine.ipmi("chassis", "bootdev", "none")

    def test_a_one_shot_override_holds_for_one_power_on(self):
        self.ask("chassis", "bootdev", "pxe", "options=efiboot")
        self.boots("net", "chassis", "power", "on")
        for machine in self.machines:
            flags = machine.ipmi("chassis", "bootparam", "get", "5")
            self.assertIn("Boot Flag Invalid", flags)
            self.assertIn("BIOS EFI boot", flags)
        self.boots("disk", "chassis", "power", "cycle")

    def test_a_one_shot_override_holds_for_one_warm_reset_and_no_longer(self):
        self.boots("disk", "chassis", "power", "on")
        self.ask("chassis", "bootdev", "pxe")
        self.boots("net", "chassis", "power", "reset")
        for machine in self.machines:
            until(lambda: "Boot Flag Invalid" in machine.ipmi("chassis", "bootparam", "get", "5"), "the override is used up")
        self.boots("disk", "chassis", "power", "reset")

    def test_a_one_shot_override_holds_for_a_reset_by_the_guest(self):
        self.boots("disk", "chassis", "power", "on")
        self.ask("chassis", "bootdev", "pxe")
        for machine in self.machines:
            machine.boot(lambda: machine.type("r"))
        self.expect("net")

    def test_a_persistent_override_holds_until_it_is_taken_back(self):
        self.ask("chassis", "bootdev", "pxe", "options=persistent")
        self.boots("net", "chassis", "power", "on")
        self.boots("net", "chassis", "power", "reset")
        for machine in self.machines:
            self.assertIn("Options apply to all future boots", machine.ipmi("chassis", "bootparam", "get", "5"))
        self.ask("chassis", "bootdev", "none")
        self.boots("disk", "chassis", "power", "cycle")

    def ask(self, *arguments: str) -> None:
        for machine in self.machines:
            machine.ipmi(*arguments)

    def boots(self, way: str, *arguments: str) -> None:
        for machine in self.machines:
            machine.boot(lambda: machine.ipmi(*arguments), cycles=arguments[-1] in ("on", "cycle"))
        self.expect(way)

    def expect(self, way: str) -> None:
        for machine in self.machines:
            until(machine.came_up_from, f"{machine.name} ({machine.firmware}) comes up")
        self.assertEqual({machine.firmware: way for machine in self.machines},
                         {machine.firmware: machine.came_up_from() for machine in self.machines})


class NetworkFirstTest(RackCase):
    options = ("--machines", "2", "--firmware", "bios,uefi", "--boot-order", "net,disk")

    def test_a_disk_is_booted_before_the_network_when_asked_for(self):
        for machine in self.machines:
            machine.make_bootable()
            machine.ipmi("chassis", "bootdev", "disk")
            machine.boot(lambda: machine.ipmi("chassis", "power", "on"), cycles=True)
        for machine in self.machines:
            until(machine.came_up_from, f"{machine.name} ({machine.firmware}) comes up")
            self.assertEqual("disk", machine.came_up_from())
