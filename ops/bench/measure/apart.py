"""A network of its own for a measurement: nobody else's ports, addresses or DHCP servers are in its way, nor it in theirs."""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[3]
_MARK = "METALWRIGHT_BENCH_APART"


def go_apart():
    """Builds what needs the network, then goes on in a network namespace that ends with the program."""
    if os.environ.get(_MARK) != str(os.getpid()):
        subprocess.run([ROOT / "metalwright", "build", "--yes"], check=True, stdout=sys.stderr)
        subprocess.run([ROOT / "ops/setup/packages", "--yes", "ops/bench", "ops/images"], check=True, stdout=sys.stderr)
        subprocess.run([ROOT / "ops/images/build-tiny", "--out", tiny_image()], check=True, stdout=sys.stderr)
        os.environ[_MARK] = str(os.getpid())
        os.execvp("unshare", ["unshare", "--net", sys.executable, *sys.argv])
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def tiny_image():
    return ROOT / "ops/images/.cache/tiny.qcow2"
