"""The pure parts: names, sizes, boot flags, inventory, QEMU's command line."""

import pathlib
import tempfile
import unittest

from rack import boot, fru, qemu, spec, store
from rack.errors import UsageError


def plan(**changes) -> spec.Rack:
    wishes = dict(name="rack", number=3, machines=2, firmwares=("bios", "uefi"), disks=2, disk_size=1 << 30, nics=2,
                  memory=1 << 30, cpus=1, network="10.80.0.0/24", bmc_network="10.80.1.0/24", disk_bus="virtio",
                  boot_order=("disk", "net"), uefi_netboot="pxe", accelerator="tcg")
    return spec.plan_rack(**{**wishes, **changes})


class RackValuesTest(unittest.TestCase):
    def test_a_rack_is_read_back_as_it_was_written(self):
        self.assertEqual(plan(), spec.from_json(spec.to_json(plan())))

    def test_firmware_is_dealt_out_in_turn(self):
        self.assertEqual(["bios", "uefi", "bios"], [machine.firmware for machine in plan(machines=3).machines])

    def test_secure_boot_is_a_firmware_with_keys_in_it(self):
        rack = plan(firmwares=("uefi", "uefi-secure"))
        self.assertEqual([("uefi", False), ("uefi", True)], [(each.firmware, each.secure_boot) for each in rack.machines])
        plain, secure = (" ".join(qemu.command(rack, each, boot.BootFlags(), [7, 8])) for each in rack.machines)
        self.assertNotIn("secboot", plain)
        for words in ("q35,graphics=off,smm=on", "OVMF_CODE_4M.secboot.fd", "property=secure,value=on"):
            self.assertIn(words, secure)

    def test_a_rack_of_before_is_read(self):
        kept = spec.to_json(plan())
        for machine in kept["machines"]:
            del machine["secure_boot"]
        self.assertEqual(plan(), spec.from_json(kept))

    def test_every_mac_and_every_disk_serial_is_another_one(self):
        machines = [machine for number in (0, 1) for machine in plan(number=number, machines=9).machines]
        macs = [mac for machine in machines for mac in (*machine.macs, machine.bmc_mac)]
        serials = [disk.serial for machine in machines for disk in machine.disks]
        self.assertEqual(len(macs), len(set(macs)))
        self.assertEqual(len(serials), len(set(serials)))

    def test_a_name_that_would_not_fit_an_interface_is_refused(self):
        for name in ("", "Rack", "a-b", "0rack", "thirteenchars"):
            with self.subTest(name), self.assertRaises(UsageError):
                plan(name=name)

    def test_nothing_outside_its_folder_is_taken_for_a_rack(self):
        with tempfile.TemporaryDirectory() as folder:
            beside = pathlib.Path(folder, "beside")
            beside.mkdir()
            shelf = store.Store(pathlib.Path(folder, "lab"))
            for name in ("..", ".", "../beside", str(beside), "rack/m1", ""):
                for act in (shelf.remove, shelf.load, shelf.find, shelf.rack_folder):
                    with self.subTest(name, act=act.__name__), self.assertRaises(UsageError):
                        act(name)
            self.assertTrue(beside.exists())

    def test_networks_that_overlap_or_are_too_small_are_refused(self):
        for bmc_network in ("10.80.0.128/25", "10.81.0.0/29"):
            with self.subTest(bmc_network), self.assertRaises(UsageError):
                plan(bmc_network=bmc_network)

    def test_sizes_are_written_with_a_unit(self):
        self.assertEqual([1536 << 20, 8 << 30, 512], [spec.parse_size(text) for text in ("1536M", "8GiB", "512")])
        for text in ("0", "8X", "-1G", "eight"):
            with self.subTest(text), self.assertRaises(UsageError):
                spec.parse_size(text)


class BootFlagsTest(unittest.TestCase):
    def test_each_device_asks_for_its_order(self):
        standing = ("disk", "net")
        for selector, order in ((0, standing), (1, ("net", "disk")), (2, standing), (5, ("cd", "disk", "net")), (6, standing)):
            with self.subTest(selector):
                self.assertEqual(order, boot.BootFlags(bytes([0x80, selector << 2, 0, 0, 0])).order(standing))

    def test_bits_beside_the_device_do_not_count(self):
        self.assertEqual(("net", "disk"), boot.BootFlags(bytes([0xA0, 0b11_0001_11, 0xFF, 0xFF, 0xFF])).order(("disk", "net")))

    def test_flags_that_are_not_valid_ask_for_nothing(self):
        self.assertEqual(("disk", "net"), boot.BootFlags(bytes([0x7F, 4, 0, 0, 0])).order(("disk", "net")))

    def test_a_one_shot_override_is_consumed_and_keeps_its_other_bits(self):
        self.assertEqual("20 04 01 02 03\n", boot.BootFlags.parse("a0 04 01 02 03").consumed().format())

    def test_a_persistent_override_is_not_consumed(self):
        self.assertEqual("e0 04 00 00 00\n", boot.BootFlags.parse("e0 04 00 00 00").consumed().format())


class InventoryTest(unittest.TestCase):
    def test_header_and_each_area_sum_to_zero(self):
        data = fru.encode(plan().machines[0])
        self.assertEqual(0, sum(data[:8]) & 0xFF)
        for offset in data[2:5]:
            area = data[offset * 8:]
            self.assertEqual(0, sum(area[:area[1] * 8]) & 0xFF)


class CommandLineTest(unittest.TestCase):
    def test_a_machine_without_a_drive_boots_by_its_standing_order_when_a_disc_is_asked_for(self):
        rack = plan()
        flags, taps = boot.BootFlags.parse("80 14 00 00 00"), [7, 8]
        self.assertNotIn("cd1", " ".join(qemu.command(rack, rack.machines[0], flags, taps)))
        command = " ".join(qemu.command(rack, rack.machines[0], flags, taps, has_drive=True, has_medium=True))
        for device, index in (("cd1", 0), ("disk1", 1), ("disk2", 2), ("nic1", 3)):
            self.assertRegex(command, rf"id={device},[^ ]*bootindex={index}\b")
        self.assertIn("file=medium.iso", command)

    def test_a_device_outside_the_order_gets_no_bootindex(self):
        machine = plan(boot_order=("net",)).machines[0]
        self.assertEqual({"nic1": 0, "nic2": 1}, qemu.boot_indices(machine, machine.boot_order))

    def test_an_override_comes_first_and_the_standing_order_after_it(self):
        rack = plan()
        command = " ".join(qemu.command(rack, rack.machines[0], boot.BootFlags.parse("80 04 00 00 00"), [7, 8]))
        for device, index in (("nic1", 0), ("nic2", 1), ("disk1", 2), ("disk2", 3)):
            self.assertRegex(command, rf"id={device},[^ ]*bootindex={index}\b")
