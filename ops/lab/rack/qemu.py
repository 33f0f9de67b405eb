"""QEMU's command line for a machine. Pure; `chassis` runs it."""

import pathlib

from . import boot, medium, spec
from .errors import LabError

KCS_PORT = 9002
CONSOLE_MACHINE_PORT = 9003
CONSOLE_BMC_PORT = 9004

# Debian 12/13 and Ubuntu 24.04 ship the 4 MB build; nothing else is looked for.
OVMF_CODE = pathlib.Path("/usr/share/OVMF/OVMF_CODE_4M.fd")
OVMF_VARS = pathlib.Path("/usr/share/OVMF/OVMF_VARS_4M.fd")
SECURE_CODE = pathlib.Path("/usr/share/OVMF/OVMF_CODE_4M.secboot.fd")
SECURE_VARS = pathlib.Path("/usr/share/OVMF/OVMF_VARS_4M.ms.fd")

# Tells the sockets for the command line and for the BMC apart: a QMP socket takes one client at a time.
QMP_SOCKET = "qmp.sock"
EVENT_SOCKET = "events.sock"

# The disc drive that the BMC emulates, as a device and as what is in it.
DRIVE = "cd1"
DRIVE_CONTENT = "disc1"

PID_SCRATCH = "qemu-own.pid"


def disk_file(number: int) -> str:
    return f"disk{number}.raw"


def boot_indices(machine: spec.Machine, order: tuple[str, ...], has_drive: bool = False) -> dict[str, int]:
    """QEMU's bootindex of each device id; a device that is not in the order has none and is never booted."""
    kinds = {"disk": [*(volume.device for volume in machine.volumes), *(f"disk{number}" for number in _plain(machine))],
             "net": [f"nic{number}" for number in range(1, len(machine.macs) + 1)],
             "cd": [DRIVE] if has_drive else []}
    devices = [device for kind in order for device in kinds[kind]]
    return {device: index for index, device in enumerate(devices)}


def _plain(machine: spec.Machine) -> list[int]:
    """The numbers of the disks that are in no volume."""
    return [number for number in range(1, len(machine.disks) + 1) if not any(number in volume.disks for volume in machine.volumes)]


def command(rack: spec.Rack, machine: spec.Machine, flags: boot.BootFlags, taps: list[int],
            has_drive: bool = False, has_medium: bool = False) -> list[str]:
    """File names are relative to the machine's folder, in which QEMU is started: a comma in a path would end it."""
    indices = boot_indices(machine, flags.order(machine.boot_order), has_drive)
    return [
        "qemu-system-x86_64",
        "-name", f"{rack.name}/{machine.name}",
        "-nodefaults", "-no-user-config", "-daemonize", "-pidfile", PID_SCRATCH,
        *_processor(rack, machine),
        "-m", f"{machine.memory_bytes >> 20}M",
        "-rtc", "base=utc",
        *_identity(machine),
        *_firmware(machine),
        # strict: what has no bootindex is not tried, so that an order without the disk means without the disk.
        "-boot", "strict=on",
        *_disks(machine, indices),
        *_volumes(machine, indices),
        *_nics(machine, indices, taps),
        *(_drive(indices, has_medium) if has_drive else []),
        *_in_band_bmc(),
        *_console(),
        "-qmp", f"unix:{QMP_SOCKET},server=on,wait=off",
        "-qmp", f"unix:{EVENT_SOCKET},server=on,wait=off",
    ]


def _processor(rack: spec.Rack, machine: spec.Machine) -> list[str]:
    # graphics=off makes SeaBIOS use the serial line; five-level paging only costs under emulation.
    accelerator = "tcg,thread=multi,tb-size=256" if rack.accelerator == "tcg" else rack.accelerator
    # Only code in system management mode may write the variables of a secure firmware.
    return ["-machine", "q35,graphics=off" + (",smm=on" if machine.secure_boot else ""), "-display", "none", "-vga", "none", "-accel", accelerator,
            "-cpu", "max,la57=off", "-smp", str(machine.cpus)]


def _identity(machine: spec.Machine) -> list[str]:
    maker = "manufacturer=Metalwright"
    return ["-uuid", machine.uuid,
            "-smbios", f"type=1,{maker},product=Virtual Rack Server,version=1,serial={machine.serial},"
                       f"uuid={machine.uuid},sku=MWR-1,family=Virtual Rack",
            "-smbios", f"type=2,{maker},product=Virtual Rack Board,serial={machine.serial}-B",
            "-smbios", f"type=3,{maker},serial={machine.serial}-C,asset={machine.asset_tag or machine.serial}"]


def variables(machine: spec.Machine) -> pathlib.Path:
    """What a UEFI machine's settings are at first."""
    return SECURE_VARS if machine.secure_boot else OVMF_VARS


def _firmware(machine: spec.Machine) -> list[str]:
    if machine.firmware == "bios":
        return []
    code = SECURE_CODE if machine.secure_boot else OVMF_CODE
    if not code.exists():
        raise LabError(f"{code} is missing; install the package ovmf")
    drives = ["-drive", f"if=pflash,unit=0,format=raw,readonly=on,file={code}",
              *(["-global", "driver=cfi.pflash01,property=secure,value=on"] if machine.secure_boot else []),
              "-drive", "if=pflash,unit=1,format=raw,file=uefi-vars.fd"]
    if machine.uefi_netboot == "http":
        drives += ["-fw_cfg", "name=opt/org.tianocore/IPv4PXESupport,string=no"]
    return drives


def _disks(machine: spec.Machine, indices: dict[str, int]) -> list[str]:
    arguments = []
    for number, disk in enumerate(machine.disks, 1):
        name = f"disk{number}"
        device = {"virtio": f"virtio-blk-pci,drive=file{number}",
                  "sata": f"ide-hd,drive=file{number},bus=ide.{number - 1},model=MWR-SATA",
                  "nvme": f"nvme,drive=file{number}"}[machine.disk_bus]
        arguments += ["-blockdev", f"driver=raw,node-name=file{number},discard=unmap,file.driver=file,"
                                   f"file.filename={disk_file(number)}"]
        if number in _plain(machine):
            arguments += ["-device", f"{device},id={name},serial={disk.serial}{_bootindex(indices, name)}"]
    return arguments


def _volumes(machine: spec.Machine, indices: dict[str, int]) -> list[str]:
    arguments = ["-device", "virtio-scsi-pci,id=raid"] if machine.volumes else []
    for volume in machine.volumes:
        drive = f"file{volume.disks[0]}"
        if len(volume.disks) > 1:
            drive = f"mirror{volume.id}"
            arguments += ["-blockdev", f"driver=quorum,node-name={drive},vote-threshold=1,read-pattern=fifo," + ",".join(
                f"children.{place}=file{number}" for place, number in enumerate(volume.disks))]
        arguments += ["-device", f"scsi-hd,bus=raid.0,drive={drive},id={volume.device},wwn=0x{volume.wwn},serial={volume.wwn}"
                                 f"{_bootindex(indices, volume.device)}"]
    return arguments


def _nics(machine: spec.Machine, indices: dict[str, int], taps: list[int]) -> list[str]:
    # OVMF drives virtio-net itself and would run the iPXE ROM instead if there were one; SeaBIOS needs it.
    rom = "" if machine.firmware == "bios" else ",romfile="
    # csum=off: the guest computes whole checksums, as on a wire, for the sake of raw readers on the host.
    return [argument for number, (mac, descriptor) in enumerate(zip(machine.macs, taps, strict=True), 1)
            for argument in (
                "-netdev", f"tap,id=net{number},fd={descriptor}",
                "-device", f"virtio-net-pci,id=nic{number},netdev=net{number},mac={mac},csum=off"
                           f"{rom}{_bootindex(indices, f'nic{number}')}")]


def _drive(indices: dict[str, int], has_medium: bool) -> list[str]:
    disc = f",format=raw,file={medium.FILE}" if has_medium else ""
    return ["-drive", f"if=none,id={DRIVE_CONTENT},media=cdrom,readonly=on{disc}",
            "-device", "virtio-scsi-pci,id=drives",
            "-device", f"scsi-cd,bus=drives.0,drive={DRIVE_CONTENT},id={DRIVE}{_bootindex(indices, DRIVE)}"]


def _bootindex(indices: dict[str, int], device: str) -> str:
    return f",bootindex={indices[device]}" if device in indices else ""


def _in_band_bmc() -> list[str]:
    return ["-chardev", f"socket,id=bmc,host=127.0.0.1,port={KCS_PORT},reconnect=1",
            "-device", "ipmi-bmc-extern,id=bmc0,chardev=bmc",
            "-device", "isa-ipmi-kcs,bmc=bmc0,irq=5"]


def _console() -> list[str]:
    # QEMU itself writes the log, so that no line is lost when nobody listens.
    return ["-chardev", f"socket,id=console,host=127.0.0.1,port={CONSOLE_MACHINE_PORT},reconnect=1,"
                        "logfile=serial.log,logappend=on",
            "-serial", "chardev:console"]
