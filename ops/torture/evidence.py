"""What a machine shows of a provisioning without being asked for its opinion: what its disks took, what its serial line said, what its files hold."""

import hashlib
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "ops/lab"))
from rack.errors import LabError  # noqa: E402
from rack.qmp import Qmp  # noqa: E402

# No step of a provisioning writes to these.
TREES = ("/boot", "/lib", "/usr")
LISTING = f"find {' '.join(TREES)} -xdev -type f -exec sha256sum {{}} +"
# Takes a line from each run of the post-install script.
SCRIPT_RUNS = "/var/log/post-install-runs"


def bytes_written(machine_folder):
    """To all disks, as QEMU counted since the machine was switched on."""
    try:
        with Qmp(machine_folder / "qmp.sock") as qmp:
            return sum(each["stats"]["wr_bytes"] for each in qmp.execute("query-blockstats"))
    except (LabError, OSError):
        return 0


def serial_length(machine_folder):
    return (machine_folder / "serial.log").stat().st_size


def boots_from_disk(machine_folder, since):
    """How often the boot loader spoke on the serial line since that was so long."""
    return (machine_folder / "serial.log").read_bytes()[since:].count(b"GRUB loading")


def files_of_image(image, scratch):
    """The SHA-256 of each file below TREES by its path, read without the product's help."""
    raw = scratch / "image.raw"
    subprocess.run(["qemu-img", "convert", "-O", "raw", image, raw], check=True)
    table = json.loads(subprocess.run(["sfdisk", "--json", raw], check=True, capture_output=True, text=True).stdout)["partitiontable"]
    root = max(table["partitions"], key=lambda partition: partition["size"])
    unpacked = scratch / "image"
    unpacked.mkdir()
    for tree in TREES:
        subprocess.run(["debugfs", "-R", f"rdump {tree} {unpacked}", f"{raw}?offset={root['start'] * table['sectorsize']}"],
                       check=True, capture_output=True)
    raw.unlink()
    return {f"/{path.relative_to(unpacked)}": hashlib.sha256(path.read_bytes()).hexdigest()
            for path in unpacked.rglob("*") if path.is_file() and not path.is_symlink()}


def listed(text):
    """The files of a listing that the installed system made."""
    return {path: digest for digest, path in (line.split(maxsplit=1) for line in text.splitlines() if line)}
