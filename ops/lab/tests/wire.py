"""Watches the wire for DHCP: which machine came up from the network, told by the packets and not by the BMC."""

import socket
import struct
import threading

_ETH_P_IP = 0x0800
_SO_TIMESTAMPNS = 35


class Wire:
    def __init__(self, interface: str):
        self._socket = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_ETH_P_IP))
        self._socket.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
        self._socket.bind((interface, _ETH_P_IP))
        self._socket.settimeout(0.2)
        self._last: dict[str, float] = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def has_seen(self, mac: str, since: float) -> bool:
        """Whether the machine asked for an address after that time (as time.time tells it)."""
        return self._last.get(mac, 0) > since

    def close(self) -> None:
        self._stopped.set()
        self._thread.join()
        self._socket.close()

    def _watch(self) -> None:
        while not self._stopped.is_set():
            try:
                packet, notes, _, _ = self._socket.recvmsg(2048, 64)
            except TimeoutError:
                continue
            except OSError:
                return  # the rack is gone, and the interface with it
            mac = dhcp_client(packet)
            if mac:
                # The kernel's time of arrival: this thread may come late.
                seconds, nanoseconds = struct.unpack("qq", notes[0][2])
                self._last[mac] = seconds + nanoseconds / 1e9


def dhcp_client(packet: bytes) -> str | None:
    """The client's MAC (chaddr) if the IPv4 packet is a DHCP request."""
    header = (packet[0] & 0xF) * 4
    if len(packet) < header + 8 + 34 or packet[9] != socket.IPPROTO_UDP:
        return None
    destination_port = struct.unpack_from("!H", packet, header + 2)[0]
    message = packet[header + 8:]
    if destination_port != 67 or message[0] != 1:
        return None
    return message[28:34].hex(":")
