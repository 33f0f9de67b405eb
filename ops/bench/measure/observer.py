"""Watches one machine come up, from outside and in the same way whoever provisions it: packets on its switch, its serial line, its QEMU."""

import ctypes
import json
import pathlib
import re
import select
import socket
import struct
import subprocess
import threading
import time

from rack import namespaces

from . import processes

_ETH_P_IP = 0x0800
# A port of a bridge hands nothing to those who ask for one protocol alone.
_ETH_P_ALL = 3
_LOOK_SECONDS = 0.05
_SO_ATTACH_FILTER = 26


class Milestone:
    def __init__(self, at, qemu_cpu, sent):
        self.at = at
        self.qemu_cpu = qemu_cpu
        self.sent = sent


class Observer:
    """`lines` maps a milestone to a pattern on the serial line, `requests` to a pattern of a path that is fetched by HTTP.

    A milestone is passed when it is seen for the first time. Times are seconds of CLOCK_BOOTTIME.
    """

    def __init__(self, rack, http_port, lines, requests):
        machine = rack["machines"][0]
        self._namespace = rack["namespace"]
        self._tap = machine["name"] + "n1"
        self._mac = bytes.fromhex(machine["mac"][0].replace(":", ""))
        self._serial = pathlib.Path(machine["serialLog"])
        self._pid_file = self._serial.with_name("qemu.pid")
        self._lines = {name: re.compile(pattern) for name, pattern in lines.items()}
        self._requests = {name: re.compile(pattern) for name, pattern in requests.items()}
        self._position = self._serial.stat().st_size if self._serial.exists() else 0
        self._tail = b""
        self._pid = None
        self.passed = {}
        self.serial = b""
        with namespaces.entered(self._namespace):
            self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_ETH_P_ALL))
            _only_what_counts(self._socket, http_port)
            self._socket.bind((self._tap, _ETH_P_ALL))
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def wait_for(self, milestone, patience):
        deadline = time.monotonic() + patience
        while milestone not in self.passed:
            if time.monotonic() > deadline:
                seen = ", ".join(self.passed) or "nothing"
                raise TimeoutError(f"'{milestone}' was not seen within {patience} s; seen: {seen}; the serial line ends with "
                                   + repr(self.serial[-400:]))
            time.sleep(_LOOK_SECONDS)

    def close(self):
        self._stopped.set()
        self._thread.join()
        self._socket.close()

    def _watch(self):
        while not self._stopped.is_set():
            ready, _, _ = select.select([self._socket], [], [], _LOOK_SECONDS)
            if ready:
                self._packet(self._socket.recv(2048))
            self._look_at_qemu()
            self._read_serial()

    def _pass(self, milestone, at=None):
        if milestone not in self.passed:
            cpu = processes.cpu_seconds(self._pid) if self._pid else None
            self.passed[milestone] = Milestone(at or now(), cpu or 0.0, self._sent())

    def _sent(self):
        """Bytes that went to the machine, of all protocols."""
        told = subprocess.run(["ip", "-n", self._namespace, "-s", "-j", "link", "show", "dev", self._tap],
                              capture_output=True, text=True, check=True).stdout
        return json.loads(told)[0]["stats64"]["tx"]["bytes"]

    def _look_at_qemu(self):
        try:
            pid = int(self._pid_file.read_text().split()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return
        if pid != self._pid and processes.started_at(pid) is not None:
            self._pid = pid
            self._pass("power", processes.started_at(pid))

    def _read_serial(self):
        if not self._serial.exists():
            return
        with open(self._serial, "rb") as file:
            file.seek(self._position)
            new = file.read()
        if not new:
            return
        self._position += len(new)
        self.serial += new
        text = self._tail + new
        for name, pattern in self._lines.items():
            if pattern.search(text):
                self._pass(name)
        self._tail = text[-200:]

    def _packet(self, packet):
        header = (packet[0] & 0xF) * 4
        if packet[9] == socket.IPPROTO_UDP:
            message = packet[header + 8:]
            if message[0] == 1 and message[28:34] == self._mac:
                self._pass("dhcp")
            return
        data = packet[header + (packet[header + 12] >> 4) * 4:]
        if data.startswith(b"GET "):
            path = data.split(b" ", 2)[1].decode("ascii", "replace")
            for name, pattern in self._requests.items():
                if pattern.search(path):
                    self._pass(name)


def now():
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def _only_what_counts(packets, http_port):
    """A classic BPF program: IPv4 packets to the DHCP server, and those to the HTTP server that carry more than an acknowledgement."""
    load_byte, load_half, load_half_at_x, load_header = 0x30, 0x28, 0x48, 0xB1
    equal, greater, give = 0x15, 0x35, 0x06
    # Jumps count from the next instruction; the last two say no and yes.
    program = [
        (load_half, 0, 0, 0xFFFFF000),     # the frame's protocol, as Linux gives it beside the bytes
        (equal, 0, 10, _ETH_P_IP),
        (load_byte, 0, 0, 9),              # protocol
        (load_header, 0, 0, 0),            # x = length of the IP header
        (equal, 0, 2, socket.IPPROTO_UDP),
        (load_half_at_x, 0, 0, 2),
        (equal, 6, 5, 67),
        (equal, 0, 4, socket.IPPROTO_TCP),
        (load_half, 0, 0, 2),              # length of the packet
        (greater, 0, 2, 70),   # an acknowledgement has 52; busybox sends its GET as a packet of 76
        (load_half_at_x, 0, 0, 2),
        (equal, 1, 0, http_port),
        (give, 0, 0, 0),
        (give, 0, 0, 0xFFFF),
    ]
    code = b"".join(struct.pack("HBBI", *each) for each in program)
    buffer = ctypes.create_string_buffer(code)
    packets.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, struct.pack("HL", len(program), ctypes.addressof(buffer)))
