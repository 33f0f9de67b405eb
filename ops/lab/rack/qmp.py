"""A few words of QEMU's machine protocol."""

import json
import os
import pathlib
import socket

from .errors import LabError


class Qmp:
    def __init__(self, path: pathlib.Path, patience: float = 10):
        # A path below /proc/self/fd stays within the 108 bytes that a socket address may have.
        folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(patience)
        try:
            self._socket.connect(f"/proc/self/fd/{folder}/{path.name}")
            self._lines = self._socket.makefile("r")
            self._lines.readline()  # greeting
            self.execute("qmp_capabilities")
        except OSError as cause:
            self._socket.close()
            raise LabError(f"QEMU does not answer on {path}: {cause}") from cause
        finally:
            os.close(folder)

    def execute(self, command: str, **arguments):
        request = {"execute": command, **({"arguments": arguments} if arguments else {})}
        self._socket.sendall(json.dumps(request).encode() + b"\n")
        for line in self._lines:
            answer = json.loads(line)
            if "error" in answer:
                raise LabError(f"QEMU refused {command} {arguments}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]
        raise LabError(f"QEMU hung up during {command}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._lines.close()
        self._socket.close()
