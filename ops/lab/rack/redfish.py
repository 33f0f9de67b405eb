"""A small Redfish service for a machine: the same buttons and boot flags as its ipmi_sim, over HTTPS in the same namespace.

It is the lab's own, since the services that others offer drive libvirt or nothing: enough for power, boot override, a disc drive, inspection and pushed events, by the
names of DSP2046. Its one user is the factory's, whatever was changed over IPMI since.
"""

import base64
import datetime
import hmac
import http.server
import json
import os
import pathlib
import secrets
import signal
import ssl
import subprocess
import sys
import threading
import time

from . import bios, bmc, boot, events, firmware, medium, namespaces, network, processes, spec, store, volumes
from .chassis import Chassis
from .errors import LabError

PORT = 443

_PID = "redfish.pid"
_START_SECONDS = 20
_LARGEST_BODY = 64 << 10
_SYSTEM = "/redfish/v1/Systems/1"
_MANAGER = "/redfish/v1/Managers/1"
_SESSIONS = "/redfish/v1/SessionService/Sessions"
_DRIVES = f"{_SYSTEM}/VirtualMedia"
_DRIVE = f"{_DRIVES}/CD1"
_STORAGE = f"{_SYSTEM}/Storage/1"
_VOLUMES = f"{_STORAGE}/Volumes"
_TASKS = "/redfish/v1/TaskService/Tasks"
_BIOS = f"{_SYSTEM}/Bios"
_SECURE = f"{_SYSTEM}/SecureBoot"
_RESET_KEYS = f"{_SECURE}/Actions/SecureBoot.ResetKeys"
_RESET_BIOS = f"{_BIOS}/Actions/Bios.ResetBios"
_REGISTRIES = "/redfish/v1/Registries"
_REGISTRY_FILE = f"{_REGISTRIES}/{bios.REGISTRY}"
_REGISTRY = f"{_REGISTRY_FILE}/{bios.REGISTRY}.json"
_RESET = f"{_SYSTEM}/Actions/ComputerSystem.Reset"
_RESTART = f"{_MANAGER}/Actions/Manager.Reset"
_RESTARTS = ("GracefulRestart", "ForceRestart")
_EVENTS = "/redfish/v1/EventService"
_SUBSCRIPTIONS = f"{_EVENTS}/Subscriptions"
_TEST_EVENT = f"{_EVENTS}/Actions/EventService.SubmitTestEvent"
_PROGRAM = "from rack import redfish; redfish.main()"
# A restarted BMC says nothing for a while, once its answer is on its way.
_RESTART_AFTER_SECONDS = 0.5
_RESTART_SECONDS = 3

# IPMI 2.0, table 28-14: valid, persistent and UEFI in the first byte, the device in bits 5:2 of the second.
_VALID, _PERSISTENT, _UEFI = 0x80, 0x40, 0x20
_TARGETS = {"None": 0, "Pxe": 1, "Hdd": 2, "Cd": 5, "BiosSetup": 6}
_NAMES = {number: name for name, number in _TARGETS.items()}
# As HPE writes them.
_MODES = {"Uefi": "uefi", "LegacyBios": "bios"}
_MODE_WORDS = {mode: word for word, mode in _MODES.items()}
_ENABLED = ("Disabled", "Once", "Continuous")
_ACTS = {
    "On": Chassis.power_on, "ForceOff": Chassis.power_off, "GracefulShutdown": Chassis.soft_off,
    "ForceRestart": Chassis.reset, "PowerCycle": Chassis.cycle, "Nmi": Chassis.interrupt,
}


def start(rack: spec.Rack, machine: spec.Machine, folder: pathlib.Path) -> None:
    """Returns when it listens; one that listens already is left alone."""
    if processes.living(folder / _PID) is not None:
        return
    _certify(folder)
    library = pathlib.Path(__file__).resolve().parents[1]
    with namespaces.entered(rack.machine_namespace(machine)):
        processes.start([sys.executable, "-S", "-c", _PROGRAM,
                         str(folder.parents[1]), f"{rack.name}/{machine.name}"],
                        folder / _PID, folder / "redfish.log", folder,
                        {"PYTHONPATH": str(library), "PATH": os.environ.get("PATH", os.defpath)})
        deadline = time.monotonic() + _START_SECONDS
        while not _listens():
            if processes.living(folder / _PID) is None or time.monotonic() > deadline:
                raise LabError(f"the Redfish service of {rack.name}/{machine.name} does not start: see {folder / 'redfish.log'}")
            time.sleep(0.05)


def stop(folder: pathlib.Path) -> None:
    processes.end(folder / _PID, signal.SIGTERM)


def _listens() -> bool:
    return f":{PORT:04X} " in pathlib.Path("/proc/thread-self/net/tcp").read_text()


def _certify(folder: pathlib.Path) -> None:
    """As BMCs come: signed by itself, for a name that nobody calls it by."""
    if (folder / "redfish.pem").exists():
        return
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", "/CN=default",
               "-keyout", "redfish.key", "-out", "redfish.pem"]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    except FileNotFoundError:
        raise LabError("openssl is missing; install what ops/lab/packages.txt lists") from None
    if done.returncode != 0:
        raise LabError(f"no certificate can be made: {done.stderr.strip()}")


def _start_anew() -> None:
    """The same process with nothing left of its sessions."""
    os.execv(sys.executable, [sys.executable, "-S", "-c", f"import time; time.sleep({_RESTART_SECONDS}); {_PROGRAM}", *sys.argv[1:3]])


def main() -> None:
    state, target = sys.argv[1:3]
    shelf = store.Store(pathlib.Path(state))
    rack, machine = shelf.split(target)
    service = Service(rack, machine, shelf.machine_folder(rack.name, machine.name))
    service.push_events()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("redfish.pem", "redfish.key")

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def get_request(self):
            # The handshake is left to the connection's own thread, so that one who does not finish it holds up nobody.
            connection, address = super().get_request()
            connection.settimeout(30)
            return context.wrap_socket(connection, server_side=True, do_handshake_on_connect=False), address

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self):
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(min(length, _LARGEST_BODY))
            status, headers, value = service.answer(self.command, self.path, self.headers, body)
            data = b"" if value is None else json.dumps(value).encode()
            self.send_response(status)
            for name, text in {"OData-Version": "4.0", "Content-Type": "application/json", **headers}.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = do_DELETE = answer

    with Server(("0.0.0.0", PORT), Handler) as server:
        server.serve_forever()


class Refused(Exception):
    def __init__(self, status: int, message_id: str, text: str):
        super().__init__(text)
        self.status = status
        self.body = {"error": {"code": f"Base.1.0.{message_id}", "message": text, "@Message.ExtendedInfo": [
            {"MessageId": f"Base.1.0.{message_id}", "Message": text}]}}


class Service:
    """Requests in, answers out; knows no socket."""

    def __init__(self, rack: spec.Rack, machine: spec.Machine, folder: pathlib.Path):
        self._rack, self._machine, self._folder = rack, machine, folder
        self._chassis = Chassis(rack, machine, folder)
        self._tokens: dict[str, str] = {}
        self._subscriptions = events.Subscriptions(folder)
        self._pusher = events.Pusher(self._subscriptions, self._chassis.is_on, _SYSTEM)
        self._started = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")

    def push_events(self) -> None:
        self._pusher.start()

    def answer(self, method: str, path: str, headers, body: bytes) -> tuple[int, dict, object]:
        path = path.split("?")[0].rstrip("/")
        try:
            if (method, path) == ("GET", "/redfish/v1"):
                return 200, {}, self._root()
            if (method, path) == ("POST", _SESSIONS):
                return self._log_in(_object(body))
            self._authorize(headers)
            return self._carry_out(method, path, body)
        except Refused as refusal:
            return refusal.status, {}, refusal.body
        except events.Unfit as unfit:
            refusal = Refused(400, unfit.message_id, str(unfit))
            return refusal.status, {}, refusal.body
        except LabError as failure:
            refusal = Refused(400, "OperationNotAllowed", str(failure))
            return refusal.status, {}, refusal.body

    def _carry_out(self, method: str, path: str, body: bytes) -> tuple[int, dict, object]:
        if method == "GET" and path.startswith(_TASKS + "/"):
            number = path.rpartition("/")[2]
            is_over = volumes.is_over(self._folder, int(number)) if number.isdecimal() and len(number) < 10 else None
            if is_over is None:
                raise Refused(404, "ResourceMissingAtURI", f"There is nothing at {path}.")
            return 200, {}, {"@odata.id": path, "Id": number, "TaskState": "Completed" if is_over else "Pending"}
        if method == "GET":
            found = self._resources().get(path)
            if found is None:
                raise Refused(404, "ResourceMissingAtURI", f"There is nothing at {path}.")
            return 200, {"ETag": f'"{abs(hash(json.dumps(found)))}"'}, {"@odata.id": path, **found}
        if (method, path) == ("POST", _RESET):
            act = _ACTS.get(str(_object(body).get("ResetType")))
            if act is None:
                raise Refused(400, "ActionParameterValueNotInList", f"ResetType is one of {', '.join(_ACTS)}.")
            act(self._chassis)
            return 204, {}, None
        if (method, path) == ("POST", f"{_DRIVE}/Actions/VirtualMedia.InsertMedia"):
            url = _object(body).get("Image")
            if not isinstance(url, str) or not url.startswith(("http://", "https://")):
                raise Refused(400, "ActionParameterMissing", "Image is the URL of a disc image.")
            if medium.image(self._folder) is not None:
                raise Refused(409, "ResourceInUse", "The drive is not empty.")
            self._chassis.insert_medium(url)
            return 204, {}, None
        if (method, path) == ("POST", f"{_DRIVE}/Actions/VirtualMedia.EjectMedia"):
            self._chassis.eject_medium()
            return 204, {}, None
        if (method, path) == ("POST", _RESTART):
            if _object(body).get("ResetType") not in _RESTARTS:
                raise Refused(400, "ActionParameterValueNotInList", f"ResetType is one of {', '.join(_RESTARTS)}.")
            threading.Timer(_RESTART_AFTER_SECONDS, _start_anew).start()
            return 204, {}, None
        if (method, path) == ("POST", _RESET_BIOS):
            # As the machine was made; the keys are no setting.
            firmware.change(self._machine, self._folder, mode=self._machine.firmware, secure_boot=self._machine.secure_boot,
                            attributes=bios.defaults(self._machine))
            return 204, {}, None
        if (method, path) == ("PATCH", f"{_BIOS}/Settings"):
            self._set_bios(_object(body).get("Attributes"))
            return 204, {}, None
        if (method, path) == ("POST", _VOLUMES):
            wanted = _object(body)
            links = wanted.get("Links")
            drives = links.get("Drives") if isinstance(links, dict) else None
            bays = {f"{_STORAGE}/Drives/{number}": number for number in range(1, len(self._machine.disks) + 1)}
            named = [bays.get(drive.get("@odata.id")) if isinstance(drive, dict) else None for drive in drives] if isinstance(drives, list) else []
            if not named or None in named:
                raise Refused(400, "PropertyMissing", "Links.Drives names drives of this controller.")
            if wanted.get("@Redfish.OperationApplyTime", "OnReset") != "OnReset":
                raise Refused(400, "PropertyValueNotInList", "@Redfish.OperationApplyTime is OnReset.")
            return self._task(volumes.make(self._machine, self._folder, wanted.get("RAIDType"), named, wanted.get("DisplayName")))
        if method == "DELETE" and path in self._volumes():
            return self._task(volumes.delete(self._folder, int(path.rpartition("/")[2])))
        if (method, path) == ("PATCH", _SECURE):
            self._set_secure_boot(_object(body).get("SecureBootEnable"))
            return 204, {}, None
        if (method, path) == ("POST", _RESET_KEYS):
            kinds = {"ResetAllKeysToDefault": True, "DeleteAllKeys": False}
            kind = _object(body).get("ResetKeysType")
            if kind not in kinds:
                raise Refused(400, "ActionParameterValueNotInList", f"ResetKeysType is one of {', '.join(kinds)}.")
            firmware.change(self._machine, self._folder, keys=kinds[kind])
            return 204, {}, None
        if (method, path) == ("PATCH", _SYSTEM):
            self._set_boot(_object(body).get("Boot"))
            return 204, {}, None
        if (method, path) == ("POST", _SUBSCRIPTIONS):
            return 201, {"Location": f"{_SUBSCRIPTIONS}/{self._subscriptions.add(_object(body))}"}, None
        if (method, path) == ("POST", _TEST_EVENT):
            wanted = _object(body)
            self._pusher.push({"EventType": "Alert", "MessageId": "ResourceEvent.1.2.TestMessage", "Message": "A test.", "Severity": "OK",
                               **{name: wanted[name] for name in ("MessageId", "Message", "Severity") if name in wanted}})
            return 204, {}, None
        if method == "DELETE" and path.startswith(_SUBSCRIPTIONS + "/"):
            if not self._subscriptions.remove(path.rpartition("/")[2]):
                raise Refused(404, "ResourceMissingAtURI", f"There is nothing at {path}.")
            return 204, {}, None
        if method == "DELETE" and path.startswith(_SESSIONS + "/"):
            self._tokens = {token: name for token, name in self._tokens.items() if path != f"{_SESSIONS}/{name}"}
            return 204, {}, None
        raise Refused(405, "OperationNotAllowed", f"{method} is not for {path}.")

    @staticmethod
    def _task(number: int) -> tuple[int, dict, object]:
        return 202, {"Location": f"{_TASKS}/{number}"}, {"@odata.id": f"{_TASKS}/{number}", "TaskState": "Pending"}

    def _volumes(self) -> dict[str, dict]:
        return {f"{_VOLUMES}/{volume.id}": {
            "Id": str(volume.id), "Name": volume.name, "DisplayName": volume.name, "RAIDType": volume.level, "CapacityBytes": volume.size_bytes,
            "Identifiers": [{"DurableNameFormat": "NAA", "DurableName": volume.wwn}], "Status": {"State": "Enabled", "Health": "OK"},
            "@Redfish.OperationApplyTimeSupport": {"SupportedValues": ["OnReset"]},
            "Links": {"Drives": [_link(f"{_STORAGE}/Drives/{number}") for number in volume.disks]},
        } for volume in volumes.now(self._folder)}

    def _is_user(self, name, password) -> bool:
        return hmac.compare_digest(f"{name}\0{password}".encode(), f"{bmc.FACTORY_USER}\0{bmc.FACTORY_PASSWORD}".encode())

    def _log_in(self, wanted: dict) -> tuple[int, dict, object]:
        if not self._is_user(wanted.get("UserName"), wanted.get("Password")):
            raise Refused(401, "ResourceAtUriUnauthorized", "User name or password is wrong.")
        token, name = secrets.token_hex(16), secrets.token_hex(4)
        self._tokens[token] = name
        return 201, {"X-Auth-Token": token, "Location": f"{_SESSIONS}/{name}"}, {"Id": name, "UserName": bmc.FACTORY_USER}

    def _authorize(self, headers) -> None:
        if headers.get("X-Auth-Token") in self._tokens:
            return
        kind, _, pair = (headers.get("Authorization") or "").partition(" ")
        try:
            name, _, password = base64.b64decode(pair, validate=True).decode().partition(":")
        except ValueError:
            name = password = ""
        if kind != "Basic" or not self._is_user(name, password):
            raise Refused(401, "NoValidSession", "There is no valid session.")

    def _flags(self) -> boot.BootFlags:
        try:
            return boot.BootFlags.parse((self._folder / "boot-flags").read_text())
        except FileNotFoundError:
            return boot.BootFlags()

    def _set_boot(self, wanted) -> None:
        if not isinstance(wanted, dict):
            raise Refused(400, "PropertyMissing", "Boot is what can be changed here.")
        data = bytearray(self._flags().data)
        now = self._boot(boot.BootFlags(bytes(data)))
        enabled = wanted.get("BootSourceOverrideEnabled", now["BootSourceOverrideEnabled"])
        target = wanted.get("BootSourceOverrideTarget", now["BootSourceOverrideTarget"])
        mode = wanted.get("BootSourceOverrideMode", now["BootSourceOverrideMode"])
        if enabled not in _ENABLED or target not in _TARGETS:
            raise Refused(400, "PropertyValueNotInList", "BootSourceOverrideEnabled or …Target is none of the allowed values.")
        if mode != now["BootSourceOverrideMode"]:
            raise Refused(400, "PropertyNotWritable", "The boot mode is a setting of the BIOS.")
        data[0] = (0 if enabled == "Disabled" else _VALID) | (_PERSISTENT if enabled == "Continuous" else 0) | (_UEFI if mode == "UEFI" else 0)
        data[1] = _TARGETS[target] << 2
        store.write_atomically(self._folder / "boot-flags", boot.BootFlags(bytes(data)).format())
        self._chassis.apply_boot_order()

    def _set_bios(self, wanted) -> None:
        if not isinstance(wanted, dict) or not wanted:
            raise Refused(400, "PropertyMissing", "Attributes is what can be changed here.")
        bios.check(self._machine, wanted)
        coming = firmware.coming(self._machine, self._folder)
        attributes = {name: value for name, value in wanted.items() if name != "BootMode"}
        firmware.change(self._machine, self._folder, mode=_MODES.get(wanted.get("BootMode"), coming.mode),
                        attributes={**coming.attributes, **attributes})

    def _set_secure_boot(self, wanted) -> None:
        if not isinstance(wanted, bool):
            raise Refused(400, "PropertyMissing", "SecureBootEnable is what can be changed here.")
        firmware.change(self._machine, self._folder, secure_boot=wanted)

    def _firmware(self) -> dict[str, dict]:
        now, coming = firmware.now(self._machine, self._folder), firmware.coming(self._machine, self._folder)
        return {
            _BIOS: {"Id": "Bios", "AttributeRegistry": bios.REGISTRY, "Attributes": self._attributes(now), "@Redfish.Settings": {
                **({} if now.applied_at is None else {"Time": now.applied_at}),
                "Messages": [{"MessageId": "Base.1.0.GeneralError", "Message": message} for message in now.messages],
                "SettingsObject": _link(f"{_BIOS}/Settings"), "SupportedApplyTimes": ["OnReset"]},
                "Actions": {"#Bios.ResetBios": {"target": _RESET_BIOS}}},
            f"{_BIOS}/Settings": {"Id": "Settings", "AttributeRegistry": bios.REGISTRY, "Attributes": self._attributes(coming)},
            _REGISTRIES: _collection([_REGISTRY_FILE]),
            _REGISTRY_FILE: {"Id": bios.REGISTRY, "Registry": bios.REGISTRY, "Languages": ["en"], "Location": [{"Language": "en", "Uri": _REGISTRY}]},
            _REGISTRY: {"Id": bios.REGISTRY, "RegistryEntries": {"Attributes": bios.entries(self._machine)}},
            _SECURE: {"Id": "SecureBoot", "SecureBootCurrentBoot": "Enabled" if now.is_enforced else "Disabled",
                      "SecureBootEnable": coming.secure_boot, "SecureBootMode": "UserMode" if now.keys else "SetupMode",
                      "Actions": {"#SecureBoot.ResetKeys": {"target": _RESET_KEYS}}},
        }

    def _attributes(self, settings: firmware.Settings) -> dict:
        return {"BootMode": _MODE_WORDS[settings.mode], **firmware.attributes(self._machine, settings)}

    def _events(self) -> dict[str, dict]:
        there = {f"{_SUBSCRIPTIONS}/{number}": {"Id": number, "Name": "Subscription", **subscription, "HttpHeaders": []}
                 for number, subscription in self._subscriptions.all().items()}
        return {
            _EVENTS: {"@odata.type": "#EventService.v1_5_0.EventService", "Id": "EventService", "Name": "Events", "ServiceEnabled": True,
                      "EventFormatTypes": ["Event"], "RegistryPrefixes": ["ResourceEvent"], "Subscriptions": _link(_SUBSCRIPTIONS),
                      "Actions": {"#EventService.SubmitTestEvent": {"target": _TEST_EVENT}}},
            _SUBSCRIPTIONS: _collection(there),
            **there,
        }

    def _boot(self, flags: boot.BootFlags) -> dict:
        return {
            "BootSourceOverrideEnabled": "Disabled" if not flags.valid else "Continuous" if flags.persistent else "Once",
            "BootSourceOverrideTarget": _NAMES.get(flags.data[1] >> 2 & 0xF, "None") if flags.valid else "None",
            "BootSourceOverrideMode": "UEFI" if firmware.now(self._machine, self._folder).mode == "uefi" else "Legacy",
            "BootSourceOverrideTarget@Redfish.AllowableValues": list(_TARGETS),
        }

    def _drive(self) -> dict:
        image = medium.image(self._folder)
        return {"Id": "CD1", "Name": "Virtual CD", "MediaTypes": ["CD", "DVD"], "Image": image, "Inserted": image is not None,
                "ConnectedVia": "NotConnected" if image is None else "URI", "WriteProtected": True,
                "Actions": {f"#VirtualMedia.{act}": {"target": f"{_DRIVE}/Actions/VirtualMedia.{act}"}
                            for act in ("InsertMedia", "EjectMedia")}}

    def _root(self) -> dict:
        return {"@odata.id": "/redfish/v1", "Id": "RootService", "Name": "Metalwright's lab", "RedfishVersion": "1.9.0",
                "Systems": _link("/redfish/v1/Systems"), "Managers": _link("/redfish/v1/Managers"),
                "SessionService": _link("/redfish/v1/SessionService"), "Registries": _link(_REGISTRIES), "EventService": _link(_EVENTS), "Links": {"Sessions": _link(_SESSIONS)}}

    def _resources(self) -> dict[str, dict]:
        machine = self._machine
        drives = {f"{_SYSTEM}/Storage/1/Drives/{number}": {
            "Id": str(number), "Name": f"Bay {number}", "SerialNumber": disk.serial, "CapacityBytes": disk.size_bytes,
            "Protocol": {"sata": "SATA", "nvme": "NVMe"}.get(machine.disk_bus), "Status": {"State": "Enabled", "Health": "OK"},
        } for number, disk in enumerate(machine.disks, 1)}
        ports = {f"{_SYSTEM}/EthernetInterfaces/{number}": {"Id": str(number), "PermanentMACAddress": mac}
                 for number, mac in enumerate(machine.macs, 1)}
        return {
            "/redfish/v1/Systems": _collection([_SYSTEM]),
            _SYSTEM: {
                "Id": "1", "Name": machine.name, "SystemType": "Physical", "Manufacturer": "Metalwright", "Model": "Virtual rack",
                "SerialNumber": machine.serial, "UUID": machine.uuid,
                "PowerState": "On" if self._chassis.is_on() else "Off", "Boot": self._boot(self._flags()),
                "MemorySummary": {"TotalSystemMemoryGiB": machine.memory_bytes / (1 << 30)},
                "ProcessorSummary": {"Count": 1, "CoreCount": machine.cpus, "LogicalProcessorCount": machine.cpus},
                "VirtualMedia": _link(_DRIVES), "Storage": _link(f"{_SYSTEM}/Storage"), "EthernetInterfaces": _link(f"{_SYSTEM}/EthernetInterfaces"),
                "Bios": _link(_BIOS), "SecureBoot": _link(_SECURE),
                "Links": {"ManagedBy": [_link(_MANAGER)]},
                "Actions": {"#ComputerSystem.Reset": {"target": _RESET, "ResetType@Redfish.AllowableValues": list(_ACTS)}},
            },
            **self._firmware(),
            **self._events(),
            _DRIVES: _collection([_DRIVE]),
            _DRIVE: self._drive(),
            f"{_SYSTEM}/Storage": _collection([f"{_SYSTEM}/Storage/1"]),
            _STORAGE: {"Id": "1", "Name": "The lab's controller", "Drives": [_link(drive) for drive in drives], "Volumes": _link(_VOLUMES),
                       "StorageControllers": [{"MemberId": "0", "Model": "The lab's controller", "SupportedRAIDTypes": list(volumes.LEVELS)}]},
            _VOLUMES: {**_collection(self._volumes()), "@Redfish.OperationApplyTimeSupport": {"SupportedValues": ["OnReset"]}},
            **self._volumes(),
            **drives,
            f"{_SYSTEM}/EthernetInterfaces": _collection(ports),
            **ports,
            "/redfish/v1/Managers": _collection([_MANAGER]),
            _MANAGER: {"Id": "1", "ManagerType": "BMC", "Model": "Metalwright's lab", "FirmwareVersion": "1",
                       "LastResetTime": self._started, "EthernetInterfaces": _link(f"{_MANAGER}/EthernetInterfaces"),
                       "Actions": {"#Manager.Reset": {"target": _RESTART, "ResetType@Redfish.AllowableValues": list(_RESTARTS)}}},
            f"{_MANAGER}/EthernetInterfaces": _collection([f"{_MANAGER}/EthernetInterfaces/1"]),
            f"{_MANAGER}/EthernetInterfaces/1": {
                "Id": "1", "MACAddress": machine.bmc_mac,
                "IPv4Addresses": [{"Address": network.bmc_address(self._rack, machine) or machine.bmc_address}]},
        }


def _link(path: str) -> dict:
    return {"@odata.id": path}


def _collection(members) -> dict:
    return {"Members@odata.count": len(members), "Members": [_link(member) for member in members]}


def _object(body: bytes) -> dict:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise Refused(400, "MalformedJSON", "The body is no JSON object.")
    return value
