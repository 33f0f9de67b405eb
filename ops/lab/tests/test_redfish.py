"""A machine's BMC over Redfish as curl sees it, beside ipmitool on the same machine."""

import contextlib
import http.server
import json
import pathlib
import subprocess
import threading
import time

from .disks import MARK, make_disc
from .racked import RackCase, lab, until


class RedfishCase(RackCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.machine = cls.machines[0]
        cls.machine.make_bootable()
        cls.url = json.loads(lab(cls.state, "redfish", cls.machine.name, "--json"))["redfish"]

    def setUp(self):
        self.machine.ipmi("chassis", "power", "off")
        self.machine.forget()

    def ask(self, path: str, *options: str, user: str = "admin:admin") -> tuple[int, dict]:
        done = subprocess.run(["curl", "-sk", "--max-time", "20", "-u", user, "-w", "\n%{http_code}", self.url + path, *options],
                              capture_output=True, text=True, check=True)
        body, _, status = done.stdout.rpartition("\n")
        return int(status), json.loads(body or "{}")

    def system(self) -> dict:
        return self.ask("/Systems/1")[1]

    def reset(self, kind: str) -> int:
        return self.ask("/Systems/1/Actions/ComputerSystem.Reset", "-d", json.dumps({"ResetType": kind}))[0]


class ControllerTest(RedfishCase):
    """The RAID controller: volumes wait for the next start, and are then what the machine has in place of their drives."""

    options = ("--disks", "2")
    volumes = "/Systems/1/Storage/1/Volumes"

    def make(self, level: str, *drives: int, name: str = "mw01") -> int:
        return self.ask(self.volumes, "-d", json.dumps({"RAIDType": level, "DisplayName": name, "Links": {"Drives": [
            {"@odata.id": f"/redfish/v1/Systems/1/Storage/1/Drives/{number}"} for number in drives]}}))[0]

    def standing(self) -> list[dict]:
        return [self.ask(member["@odata.id"].removeprefix("/redfish/v1"))[1] for member in self.ask(self.volumes)[1]["Members"]]

    def task(self, number: int) -> str:
        return self.ask(f"/TaskService/Tasks/{number}")[1]["TaskState"]

    def test_a_mirror_is_made_at_the_next_start_and_the_machine_boots_from_it(self):
        self.assertEqual(202, self.make("RAID1", 1, 2))
        self.assertEqual(([], "Pending"), (self.standing(), self.task(1)))
        self.assertEqual(400, self.make("RAID0", 2, name="mw02"))
        self.assertEqual(204, self.reset("On"))
        until(lambda: MARK in self.machine.serial_output(), "the volume is booted")
        volume, = self.standing()
        self.assertEqual(("RAID1", "mw01", 64 << 20, 2, "Completed"), (
            volume["RAIDType"], volume["DisplayName"], volume["CapacityBytes"], len(volume["Links"]["Drives"]), self.task(1)))
        self.assertIn("driver=quorum", self.machine.arguments())
        self.assertIn(f"wwn=0x{volume['Identifiers'][0]['DurableName']}", self.machine.arguments())
        self.assertNotIn("virtio-blk", self.machine.arguments())
        self.assertEqual(202, self.ask(volume["@odata.id"].removeprefix("/redfish/v1"), "-X", "DELETE")[0])
        self.machine.forget()
        self.assertEqual(204, self.reset("PowerCycle"))
        until(lambda: MARK in self.machine.serial_output(), "the disk is booted again")
        self.assertEqual([], self.standing())
        self.assertIn("virtio-blk", self.machine.arguments())

    def test_what_the_controller_cannot_make_is_refused(self):
        for level, drives in (("RAID5", (1, 2)), ("RAID1", (1,)), ("RAID1", (1, 1)), ("RAID0", (3,)), ("RAID0", ())):
            self.assertEqual(400, self.make(level, *drives), (level, drives))
        self.assertEqual(400, self.make("RAID0", 1, name="far too long a name"))
        self.assertEqual(404, self.ask("/TaskService/Tasks/77")[0])


class RedfishTest(RedfishCase):
    def boot(self, **wanted) -> int:
        return self.ask("/Systems/1", "-X", "PATCH", "-d", json.dumps({"Boot": wanted}))[0]

    def test_the_power_is_the_one_that_ipmi_reads(self):
        self.assertEqual("Off", self.system()["PowerState"])
        self.assertEqual(204, self.reset("On"))
        until(lambda: MARK in self.machine.serial_output(), "the disk is booted")
        self.assertIn("is on", self.machine.ipmi("chassis", "power", "status"))
        self.assertEqual("On", self.system()["PowerState"])
        self.assertEqual(204, self.reset("ForceOff"))
        self.assertIn("is off", self.machine.ipmi("chassis", "power", "status"))

    def test_a_restarted_bmc_has_forgotten_who_was_logged_in(self):
        token = subprocess.run(
            ["curl", "-sk", "-D", "-", "-o", "/dev/null", self.url + "/SessionService/Sessions", "-d", '{"UserName": "admin", "Password": "admin"}'],
            capture_output=True, text=True, check=True).stdout
        token = next(line.split(": ")[1].strip() for line in token.splitlines() if line.startswith("X-Auth-Token"))

        def by_token() -> str:
            return subprocess.run(["curl", "-sk", "-o", "/dev/null", "-w", "%{http_code}", "-H", f"X-Auth-Token: {token}", self.url + "/Systems/1"],
                                  capture_output=True, text=True).stdout
        self.assertEqual("200", by_token())
        started = self.ask("/Managers/1")[1]["LastResetTime"]
        self.assertEqual(204, self.ask("/Managers/1/Actions/Manager.Reset", "-d", '{"ResetType": "GracefulRestart"}')[0])
        until(lambda: by_token() == "401", "the session is gone")
        self.assertNotEqual(started, self.ask("/Managers/1")[1]["LastResetTime"])

    def test_a_reset_of_the_bios_is_pending_until_the_machine_starts(self):
        self.assertEqual(204, self.ask("/Systems/1/Bios/Settings", "-X", "PATCH", "-d", '{"Attributes": {"BootMode": "Uefi"}}')[0])
        self.assertEqual(204, self.ask("/Systems/1/Bios/Actions/Bios.ResetBios", "-d", "{}")[0])
        self.assertEqual("LegacyBios", self.ask("/Systems/1/Bios/Settings")[1]["Attributes"]["BootMode"])

    def test_a_boot_override_is_the_one_that_ipmi_reads(self):
        self.assertEqual(204, self.boot(BootSourceOverrideEnabled="Once", BootSourceOverrideTarget="Pxe"))
        self.assertIn("Force PXE", self.machine.ipmi("chassis", "bootparam", "get", "5"))
        self.assertEqual("Once", self.system()["Boot"]["BootSourceOverrideEnabled"])
        self.assertEqual(204, self.boot(BootSourceOverrideEnabled="Disabled"))
        self.assertEqual("None", self.system()["Boot"]["BootSourceOverrideTarget"])

    def insert(self, image: str) -> int:
        return self.ask("/Systems/1/VirtualMedia/CD1/Actions/VirtualMedia.InsertMedia", "-d", json.dumps({"Image": image}))[0]

    def drive(self) -> dict:
        return self.ask("/Systems/1/VirtualMedia/CD1")[1]

    def test_a_disc_is_fetched_and_booted_once_and_taken_out(self):
        disc = self.state / "marker.iso"
        make_disc(disc)
        with open(self.machine.disk, "r+b") as disk:
            start = disk.read(512)
        self.addCleanup(self._write_disk, start)
        self._write_disk(bytes(512))
        with served(disc, self.told["bmcAddress"]) as url:
            self.assertEqual(204, self.insert(url))
            self.assertEqual(409, self.insert(url))
        self.assertEqual((url, True), (self.drive()["Image"], self.drive()["Inserted"]))
        self.assertEqual(204, self.boot(BootSourceOverrideEnabled="Once", BootSourceOverrideTarget="Cd"))
        self.assertEqual(204, self.reset("On"))
        until(lambda: MARK in self.machine.serial_output(), "the disc is booted")
        self.assertEqual("Disabled", self.system()["Boot"]["BootSourceOverrideEnabled"])
        self.assertEqual(204, self.ask("/Systems/1/VirtualMedia/CD1/Actions/VirtualMedia.EjectMedia", "-d", "{}")[0])
        self.assertEqual((None, False), (self.drive()["Image"], self.drive()["Inserted"]))

    def test_a_disc_is_put_into_a_machine_that_runs_and_booted_at_its_reset(self):
        disc = self.state / "late.iso"
        make_disc(disc)
        with open(self.machine.disk, "r+b") as disk:
            start = disk.read(512)
        self.addCleanup(self._write_disk, start)
        self._write_disk(bytes(512))
        self.assertEqual(204, self.reset("On"))
        with served(disc, self.told["bmcAddress"]) as url:
            self.assertEqual(204, self.insert(url))
        self.assertEqual(204, self.boot(BootSourceOverrideEnabled="Once", BootSourceOverrideTarget="Cd"))
        self.assertEqual(204, self.reset("ForceRestart"))
        until(lambda: MARK in self.machine.serial_output(), "the disc is booted")
        self.assertEqual(204, self.ask("/Systems/1/VirtualMedia/CD1/Actions/VirtualMedia.EjectMedia", "-d", "{}")[0])

    def _write_disk(self, sector: bytes) -> None:
        with open(self.machine.disk, "r+b") as disk:
            disk.write(sector)

    def firmware(self) -> tuple[str, str, str, str]:
        bios, settings, secure = (self.ask(f"/Systems/1/{name}")[1] for name in ("Bios", "Bios/Settings", "SecureBoot"))
        return (bios["Attributes"]["BootMode"], settings["Attributes"]["BootMode"], secure["SecureBootCurrentBoot"], secure["SecureBootMode"])

    def set_firmware(self, path: str, value: dict, method: str = "PATCH") -> int:
        return self.ask(f"/Systems/1/{path}", "-X", method, "-d", json.dumps(value))[0]

    def test_firmware_is_set_for_the_next_start_and_is_then_what_starts(self):
        self.assertEqual(("LegacyBios", "LegacyBios", "Disabled", "SetupMode"), self.firmware())
        self.assertEqual(204, self.set_firmware("Bios/Settings", {"Attributes": {"BootMode": "Uefi"}}))
        self.assertEqual(204, self.set_firmware("SecureBoot/Actions/SecureBoot.ResetKeys", {"ResetKeysType": "ResetAllKeysToDefault"}, "POST"))
        self.assertEqual(204, self.set_firmware("SecureBoot", {"SecureBootEnable": True}))
        self.assertEqual(("LegacyBios", "Uefi", "Disabled", "SetupMode"), self.firmware())
        self.machine.forget()
        self.assertEqual(204, self.reset("On"))
        self.assertEqual(("Uefi", "Uefi", "Enabled", "UserMode"), self.firmware())
        # The disk's mark is a boot sector, which UEFI does not start; it says so itself.
        until(lambda: b"BdsDxe" in self.machine.serial_output(), "UEFI speaks")
        self.reset("ForceOff")
        self.assertEqual(204, self.set_firmware("Bios/Settings", {"Attributes": {"BootMode": "LegacyBios"}}))
        self.machine.forget()
        self.assertEqual(204, self.reset("On"))
        until(lambda: MARK in self.machine.serial_output(), "the disk is booted by the BIOS again")
        self.assertEqual(400, self.set_firmware("Bios/Settings", {"Attributes": {"BootMode": "Odd"}}))
        self.assertEqual(400, self.set_firmware("SecureBoot", {"SecureBootEnable": "yes"}))

    def test_what_is_wrong_is_refused_by_name(self):
        self.assertEqual(401, self.ask("/Systems", user="admin:wrong")[0])
        self.assertEqual(404, self.ask("/Systems/2")[0])
        self.assertEqual(400, self.reset("Explode"))
        self.assertEqual(400, self.boot(BootSourceOverrideTarget="Nowhere"))
        self.assertEqual(400, self.reset("ForceRestart"))

    def test_who_subscribed_hears_of_the_power_and_after_that_nothing(self):
        with listening(self.told["bmcAddress"]) as (url, heard):
            wanted = {"Destination": url, "Protocol": "Redfish", "Context": "ours"}
            self.assertEqual(400, self.ask("/EventService/Subscriptions", "-d", json.dumps({**wanted, "Odd": 1}))[0])
            self.assertEqual(201, self.ask("/EventService/Subscriptions", "-d", json.dumps(wanted))[0])
            self.assertEqual(204, self.reset("On"))
            until(lambda: heard, "an event")
            self.assertEqual(("ours", "ResourceEvent.1.2.ResourcePoweredOn", {"@odata.id": "/redfish/v1/Systems/1"}),
                             (heard[0]["Context"], heard[0]["Events"][0]["MessageId"], heard[0]["Events"][0]["OriginOfCondition"]))
            # By another way than Redfish.
            self.machine.ipmi("chassis", "power", "off")
            until(lambda: len(heard) > 1, "another event")
            self.assertEqual("ResourceEvent.1.2.ResourcePoweredOff", heard[1]["Events"][0]["MessageId"])
            member = self.ask("/EventService/Subscriptions")[1]["Members"][0]["@odata.id"].removeprefix("/redfish/v1")
            self.assertEqual(204, self.ask(member, "-X", "DELETE")[0])
            self.assertEqual(404, self.ask(member)[0])
            self.assertEqual(204, self.ask("/EventService/Actions/EventService.SubmitTestEvent", "-d", "{}")[0])
            time.sleep(1)
            self.assertEqual(2, len(heard))

    def bios(self, path: str = "Bios") -> dict:
        return self.ask(f"/Systems/1/{path}")[1]

    def set_bios(self, **attributes) -> int:
        return self.set_firmware("Bios/Settings", {"Attributes": attributes})

    def test_bios_settings_wait_for_the_next_start_and_the_machine_then_runs_by_them(self):
        before = self.bios()["Attributes"]
        self.assertEqual(204, self.set_bios(AssetTag="rack 7", QuietBoot=True))
        self.assertEqual(before, self.bios()["Attributes"])
        self.assertEqual(("rack 7", True), tuple(self.bios("Bios/Settings")["Attributes"][name] for name in ("AssetTag", "QuietBoot")))
        self.assertEqual(204, self.reset("On"))
        self.assertEqual({**before, "AssetTag": "rack 7", "QuietBoot": True}, self.bios()["Attributes"])
        self.assertIn("asset=rack 7", self.machine.arguments())
        self.reset("ForceOff")
        self.assertEqual(204, self.ask("/Systems/1/Bios/Actions/Bios.ResetBios", "-d", "{}")[0])
        self.assertEqual(204, self.reset("On"))
        self.assertEqual(before, self.bios()["Attributes"])

    def test_a_bios_setting_that_needs_another_is_taken_by_the_bmc_and_not_by_the_firmware(self):
        self.assertEqual(204, self.set_bios(Sriov="Enabled"))
        self.assertEqual(204, self.reset("On"))
        self.assertEqual("Disabled", self.bios()["Attributes"]["Sriov"])
        self.assertEqual("Disabled", self.bios("Bios/Settings")["Attributes"]["Sriov"])
        self.assertIn("needs ProcVirtualization", self.bios()["@Redfish.Settings"]["Messages"][0]["Message"])

    def test_bios_settings_are_those_of_the_registry(self):
        file = self.ask("/Registries")[1]["Members"][0]["@odata.id"].removeprefix("/redfish/v1")
        place = self.ask(file)[1]["Location"][0]["Uri"].removeprefix("/redfish/v1")
        entries = {entry["AttributeName"] for entry in self.ask(place)[1]["RegistryEntries"]["Attributes"]}
        self.assertEqual(set(self.bios()["Attributes"]), entries)
        for wrong in ({"Sriov": "On"}, {"ActiveCores": 0}, {"ActiveCores": "1"}, {"ProductName": "Mine"}, {"QuietBoot": 1}, {"Other": "x"}, {}):
            self.assertEqual(400, self.set_bios(**wrong), wrong)

    def test_its_disks_are_those_of_the_machine(self):
        drives = self.ask("/Systems/1/Storage/1")[1]["Drives"]
        serials = [self.ask(drive["@odata.id"].removeprefix("/redfish/v1"))[1]["SerialNumber"] for drive in drives]
        self.assertEqual([disk["serial"] for disk in self.told["machines"][0]["disks"]], serials)


@contextlib.contextmanager
def listening(address: str):
    """Where events can be posted, and those that were."""
    heard = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer((address, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{address}:{server.server_port}/events", heard
        server.shutdown()


@contextlib.contextmanager
def served(file: pathlib.Path, address: str):
    """The file by HTTP, whole or in ranges."""
    data = file.read_bytes()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Accept-Ranges", "bytes")
            self.end_headers()

        def do_GET(self):
            first, last = (int(number) for number in self.headers["Range"].removeprefix("bytes=").split("-"))
            self.send_response(206)
            self.send_header("Content-Length", str(last + 1 - first))
            self.end_headers()
            self.wfile.write(data[first:last + 1])

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer((address, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{address}:{server.server_port}/{file.name}"
        server.shutdown()
