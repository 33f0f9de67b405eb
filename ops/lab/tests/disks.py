"""Disks that boot: what marker.S assembles to, as a boot sector or as an EFI program on a FAT file system."""

import pathlib
import struct
import subprocess
import tempfile

_SOURCE = pathlib.Path(__file__).with_name("marker.S")
MARK = b"DISK BOOTED"


def make_bootable(disk: pathlib.Path, firmware: str) -> None:
    if firmware == "bios":
        with open(disk, "r+b") as file:
            file.write(_assemble().ljust(510, b"\0") + b"\x55\xaa")
        return
    sectors = disk.stat().st_size // 512
    _run("mformat", "-i", disk, "-T", str(sectors), "-h", "64", "-s", "32", "::")
    _run("mmd", "-i", disk, "::EFI", "::EFI/BOOT")
    with tempfile.NamedTemporaryFile() as program:
        program.write(_efi_program(_assemble("-DEFI")))
        program.flush()
        _run("mcopy", "-i", disk, program.name, "::EFI/BOOT/BOOTX64.EFI")


def make_disc(disc: pathlib.Path) -> None:
    """A disc for BIOS that says the same."""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "marker").write_bytes(_assemble().ljust(2048, b"\0"))
        _run("xorriso", "-as", "mkisofs", "-quiet", "-o", disc, "-b", "marker", "-no-emul-boot", "-boot-load-size", "4", folder)


def _assemble(*flags: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        unlinked, code = f"{folder}/marker.o", f"{folder}/marker"
        _run("gcc", "-c", "-x", "assembler-with-cpp", *flags, "-o", unlinked, _SOURCE)
        _run("objcopy", "-O", "binary", "-j", ".text", unlinked, code)
        return pathlib.Path(code).read_bytes()


def _efi_program(code: bytes) -> bytes:
    """A PE32+ file with one section (PE format, 3 and 4); the code does not care where it is loaded."""
    alignment, headers = 4096, 4096
    code = code.ljust(alignment, b"\0")
    executable_large, x86_64, efi_application = 0x22, 0x8664, 10
    optional = struct.pack(
        "<HBBIIIIIQIIHHHHHHIIIIHHQQQQII",
        0x20B, 0, 0, len(code), 0, 0, headers, headers,
        0, alignment, alignment, 0, 0, 0, 0, 0, 0, 0, headers + len(code), headers, 0, efi_application, 0,
        0, 0, 0, 0, 0, 16) + bytes(16 * 8)
    file_header = struct.pack("<HHIIIHH", x86_64, 1, 0, 0, 0, len(optional), executable_large)
    section = struct.pack("<8sIIIIIIHHI", b".text", len(code), headers, len(code), headers, 0, 0, 0, 0, 0x60000020)
    dos = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64)
    return (dos + b"PE\0\0" + file_header + optional + section).ljust(headers, b"\0") + code


def _run(*command) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)
