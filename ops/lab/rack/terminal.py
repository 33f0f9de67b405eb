"""The terminal server of a machine: joins its serial line to the BMC's serial-over-LAN and to people.

A QEMU character device and ipmi_sim's SOL know one peer each, and SOL holds its connection for ever; so both are
joined here, where any number of people may come and go by the socket `console`. QEMU writes the log itself.
Run as a program in the machine's folder and namespace.
"""

import contextlib
import os
import selectors
import socket
import sys

from . import qemu

SOCKET = "console"

# What a reader has not taken by then is dropped: a stopped terminal must not stop the machine.
_BACKLOG_BYTES = 1 << 20


class Peer:
    def __init__(self, connection: socket.socket, is_machine: bool):
        self.connection = connection
        self.is_machine = is_machine
        self.pending = bytearray()


class TerminalServer:
    def __init__(self):
        self._selector = selectors.DefaultSelector()
        self._peers: set[Peer] = set()

    def listen(self, listener: socket.socket, is_machine: bool) -> None:
        listener.listen()
        listener.setblocking(False)
        self._selector.register(listener, selectors.EVENT_READ, lambda _: self._accept(listener, is_machine))

    def serve(self) -> None:
        while True:
            for key, ready in self._selector.select():
                key.data(ready)

    def _accept(self, listener: socket.socket, is_machine: bool) -> None:
        connection, _ = listener.accept()
        connection.setblocking(False)
        peer = Peer(connection, is_machine)
        self._peers.add(peer)
        self._selector.register(connection, selectors.EVENT_READ, lambda ready: self._talk(peer, ready))

    def _talk(self, peer: Peer, ready: int) -> None:
        try:
            if ready & selectors.EVENT_WRITE:
                del peer.pending[:peer.connection.send(peer.pending)]
                self._await(peer)
            if ready & selectors.EVENT_READ:
                data = peer.connection.recv(65536)
                if not data:
                    raise ConnectionResetError
                self._pass_on(peer, data)
        except BlockingIOError:
            pass
        except OSError:
            self._selector.unregister(peer.connection)
            self._peers.discard(peer)
            peer.connection.close()

    def _pass_on(self, source: Peer, data: bytes) -> None:
        """What the machine says goes to all others; what they say goes to the machine alone."""
        for peer in self._peers:
            if peer.is_machine != source.is_machine and len(peer.pending) < _BACKLOG_BYTES:
                peer.pending += data
                self._await(peer)

    def _await(self, peer: Peer) -> None:
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if peer.pending else 0)
        key = self._selector.get_key(peer.connection)
        if key.events != wanted:
            self._selector.modify(peer.connection, wanted, key.data)


def main() -> int:
    server = TerminalServer()
    for port, is_machine in ((qemu.CONSOLE_MACHINE_PORT, True), (qemu.CONSOLE_BMC_PORT, False)):
        server.listen(socket.create_server(("127.0.0.1", port)), is_machine)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(SOCKET)
    people = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    people.bind(SOCKET)
    os.chmod(SOCKET, 0o600)
    server.listen(people, False)
    server.serve()


if __name__ == "__main__":
    sys.exit(main())
