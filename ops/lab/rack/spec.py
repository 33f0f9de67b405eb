"""What a rack is: the values that are chosen once, at `create`, and kept in rack.json."""

import dataclasses
import ipaddress
import re
import uuid

from .errors import UsageError

# The last is UEFI with secure boot enforced by Microsoft's keys, as servers are sold.
FIRMWARES = ("bios", "uefi", "uefi-secure")
DISK_BUSES = ("virtio", "sata", "nvme")
BOOT_DEVICES = ("disk", "net")
UEFI_NETBOOTS = ("pxe", "http")

# The host's end of the veth is called mw<rack>0 and Linux allows 15 characters. No dash, because the
# namespace of machine m1 is mw-<rack>-m1 and must not look like that of another rack.
_MOST = 8 << 40
_NAME = re.compile(r"[a-z][a-z0-9]{0,11}")

# OVMF does not come up with less.
_LEAST_MEMORY = 128 << 20

_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}

# Names and serial numbers stay the same when a rack is made again, and so must its UUIDs.
_UUIDS = uuid.UUID("6d657461-6c77-5269-8768-742072616b21")


@dataclasses.dataclass(frozen=True)
class Disk:
    serial: str
    size_bytes: int


@dataclasses.dataclass(frozen=True)
class Machine:
    name: str
    firmware: str
    memory_bytes: int
    cpus: int
    disk_bus: str
    disks: tuple[Disk, ...]
    macs: tuple[str, ...]
    boot_order: tuple[str, ...]
    uefi_netboot: str
    serial: str
    uuid: str
    bmc_address: str
    bmc_mac: str
    secure_boot: bool = False
    # What SMBIOS tells of the chassis; None: the serial number.
    asset_tag: str | None = None
    # What its RAID controller makes of its disks, while it runs.
    volumes: tuple = ()


@dataclasses.dataclass(frozen=True)
class Rack:
    name: str
    number: int
    network: str
    bmc_network: str
    accelerator: str
    machines: tuple[Machine, ...]

    @property
    def namespace(self) -> str:
        return f"mw-{self.name}"

    @property
    def interface(self) -> str:
        return f"mw{self.name}0"

    @property
    def address(self) -> str:
        return first_address(self.network)

    @property
    def bmc_gateway(self) -> str:
        return first_address(self.bmc_network)

    def machine_namespace(self, machine: Machine) -> str:
        return f"{self.namespace}-{machine.name}"

    def machine(self, name: str) -> Machine:
        for machine in self.machines:
            if machine.name == name:
                return machine
        known = ", ".join(machine.name for machine in self.machines)
        raise UsageError(f"rack '{self.name}' has no machine '{name}'; it has {known}")


def rack_name(name: str) -> str:
    """The same, where it can name a rack: it becomes that of a folder, which is cleared away whole."""
    if not _NAME.fullmatch(name):
        raise UsageError(f"'{name}' cannot name a rack: 1 to 12 lower-case letters and digits, a letter first")
    return name


def plan_rack(name, number, machines, firmwares, disks, disk_size, nics, memory, cpus,
              network, bmc_network, disk_bus, boot_order, uefi_netboot, accelerator) -> Rack:
    """Checks the wishes and works out every name, address, MAC and serial number of the rack."""
    rack_name(name)
    for count, least, most, what in ((machines, 1, 99, "machines"), (disks, 1, 6, "disks"), (nics, 1, 8, "NICs"),
                                     (cpus, 1, 64, "CPUs")):
        if not least <= count <= most:
            raise UsageError(f"{count} {what}: must be {least} to {most}")
    if memory < _LEAST_MEMORY:
        raise UsageError(f"{memory >> 20}M of memory: must be {_LEAST_MEMORY >> 20}M or more")
    provisioning, bmcs = ipaddress.IPv4Network(network), ipaddress.IPv4Network(bmc_network)
    if provisioning.overlaps(bmcs):
        raise UsageError(f"the networks {network} and {bmc_network} overlap")
    if provisioning.num_addresses < 8:
        raise UsageError(f"the network {network} is too small: /29 or wider")
    if bmcs.num_addresses < 10 + machines + 2:
        raise UsageError(f"the BMC network {bmc_network} is too small for {machines} machines from host address 11 on")
    return Rack(
        name, number, network, bmc_network, accelerator,
        tuple(
            _plan_machine(name, number, index, firmwares[(index - 1) % len(firmwares)], disks, disk_size, nics,
                          memory, cpus, str(bmcs[10 + index]), disk_bus, tuple(boot_order), uefi_netboot)
            for index in range(1, machines + 1)))


def _plan_machine(rack, number, index, firmware, disks, disk_size, nics, memory, cpus,
                  bmc_address, disk_bus, boot_order, uefi_netboot) -> Machine:
    serial = f"MWR{number}-M{index}"
    return Machine(
        name=f"m{index}",
        firmware=firmware.removesuffix("-secure"),
        memory_bytes=memory,
        cpus=cpus,
        disk_bus=disk_bus,
        disks=tuple(Disk(f"{serial}-D{disk}", disk_size) for disk in range(1, disks + 1)),
        macs=tuple(_mac(number, index, nic) for nic in range(1, nics + 1)),
        boot_order=boot_order,
        uefi_netboot=uefi_netboot,
        serial=serial,
        uuid=str(uuid.uuid5(_UUIDS, f"{rack}/{serial}")),
        bmc_address=bmc_address,
        bmc_mac=_mac(number, index, 0xBC),
        secure_boot=firmware.endswith("-secure"))


def _mac(number: int, machine: int, port: int) -> str:
    return f"52:54:4d:{number:02x}:{machine:02x}:{port:02x}"


def first_address(network: str) -> str:
    return str(ipaddress.IPv4Network(network)[1])


def prefix_length(network: str) -> int:
    return ipaddress.IPv4Network(network).prefixlen


def parse_size(text: str) -> int:
    match = re.fullmatch(r"(\d+)([KMGT]?)(i?B)?", text.strip(), re.IGNORECASE)
    if not match or int(match[1]) == 0:
        raise UsageError(f"'{text}' is no size: write it as 512M or 8G")
    size = int(match[1]) * _UNITS[match[2].upper()]
    if size > _MOST:
        raise UsageError(f"'{text}' is too much: at most {_MOST >> 40}T")
    return size


def to_json(rack: Rack) -> dict:
    noted = dataclasses.asdict(rack)
    for machine in noted["machines"]:
        # What it runs with is the controller's to know.
        del machine["volumes"]
    return noted


def from_json(data: dict) -> Rack:
    machines = tuple(
        Machine(**{**machine,
                   "disks": tuple(Disk(**disk) for disk in machine["disks"]),
                   "macs": tuple(machine["macs"]),
                   "boot_order": tuple(machine["boot_order"])})
        for machine in data["machines"])
    return Rack(**{**data, "machines": machines})
