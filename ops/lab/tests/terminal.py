"""A program at a terminal of its own, and a person who waits for what it says."""

import os
import pty
import select
import subprocess
import time

_PATIENCE_SECONDS = 20


class Terminal:
    def __init__(self, command: list[str]):
        self._screen, keyboard = pty.openpty()
        self._program = subprocess.Popen(command, stdin=keyboard, stdout=keyboard, stderr=keyboard, start_new_session=True)
        os.close(keyboard)
        self._unread = ""

    def type(self, text: str) -> None:
        os.write(self._screen, text.encode())

    def read(self, wanted: str) -> str:
        """All up to and with what was waited for."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while wanted not in self._unread:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._screen], [], [], left)[0]:
                raise AssertionError(f"'{wanted}' was not said, but {self._unread!r}")
            try:
                self._unread += os.read(self._screen, 4096).decode(errors="replace")
            except OSError:
                raise AssertionError(f"ended without '{wanted}': {self._unread!r}") from None
        said, found, self._unread = self._unread.partition(wanted)
        return said + found

    def end(self) -> int:
        return self._program.wait(_PATIENCE_SECONDS)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._program.kill()
        self._program.wait()
        os.close(self._screen)
