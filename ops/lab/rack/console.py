"""Starting a machine's terminal server, and sitting down at it."""

import os
import pathlib
import select
import signal
import socket
import sys
import termios
import time
import tty

from . import namespaces, processes, spec, terminal
from .errors import LabError

_PID = "console.pid"
_ESCAPE = b"\x1d"  # Ctrl-]
_START_SECONDS = 10


def is_running(folder: pathlib.Path) -> bool:
    return processes.living(folder / _PID) is not None


def start(rack: spec.Rack, machine: spec.Machine, folder: pathlib.Path) -> None:
    (folder / terminal.SOCKET).unlink(missing_ok=True)
    library = pathlib.Path(__file__).resolve().parents[1]
    with namespaces.entered(rack.machine_namespace(machine)):
        processes.start([sys.executable, "-S", "-c", "from rack import terminal; terminal.main()"],
                        folder / _PID, folder / "console.log", folder, {"PYTHONPATH": str(library)})
    deadline = time.monotonic() + _START_SECONDS
    while not (folder / terminal.SOCKET).exists():
        if not is_running(folder) or time.monotonic() > deadline:
            raise LabError(f"the terminal server of {rack.name}/{machine.name} does not start: see {folder / 'console.log'}")
        time.sleep(0.02)


def stop(folder: pathlib.Path) -> None:
    processes.end(folder / _PID, signal.SIGTERM)
    (folder / terminal.SOCKET).unlink(missing_ok=True)


def attach(name: str, folder: pathlib.Path) -> None:
    """Until Ctrl-] on a terminal, or the end of the input where that is none."""
    line = _connect(name, folder)
    with line:
        if not sys.stdin.isatty():
            _relay(line)
            return
        before = termios.tcgetattr(sys.stdin)
        try:
            tty.setraw(sys.stdin)
            print(f"Connected to {name}; Ctrl-] leaves.\r", file=sys.stderr)
            _relay(line)
        finally:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
            print("\nLeft.", file=sys.stderr)


def _connect(name: str, folder: pathlib.Path) -> socket.socket:
    # As for QMP: the folder's name may be longer than a socket address.
    descriptor = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        line.connect(f"/proc/self/fd/{descriptor}/{terminal.SOCKET}")
    except OSError as cause:
        line.close()
        raise LabError(f"the serial line of {name} cannot be reached ({cause}); `lab create` mends the rack") from cause
    finally:
        os.close(descriptor)
    return line


def _relay(line: socket.socket) -> None:
    while True:
        ready, _, _ = select.select([line, sys.stdin], [], [])
        if line in ready:
            data = line.recv(65536)
            if not data:
                return
            os.write(sys.stdout.fileno(), data)
        if sys.stdin in ready:
            typed = os.read(sys.stdin.fileno(), 4096)
            wanted, escape, _ = typed.partition(_ESCAPE) if sys.stdin.isatty() else (typed, b"", b"")
            line.sendall(wanted)
            if escape or not typed:
                return
