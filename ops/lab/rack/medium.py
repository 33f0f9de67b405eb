"""The disc drive that a machine's BMC emulates: what lies in it is a file of the machine's folder."""

import json
import os
import pathlib
import ssl
import urllib.error
import urllib.request

from .errors import LabError
from .store import write_atomically

FILE = "medium.iso"

_NOTE = "medium.json"
_SECONDS = 30
# As BMCs fetch: piece by piece, so that a server without ranges is found out.
_PIECE = 4 << 20
_LARGEST = 8 << 30


def has_drive(folder: pathlib.Path) -> bool:
    """A machine whose BMC speaks Redfish has one from its next power-on."""
    return (folder / "redfish.pem").exists()


def image(folder: pathlib.Path) -> str | None:
    """Where the disc in the drive came from."""
    try:
        return json.loads((folder / _NOTE).read_text())["image"] if (folder / FILE).exists() else None
    except FileNotFoundError:
        return None


def fetch(folder: pathlib.Path, url: str) -> None:
    """Lays the disc into the folder. A real BMC reads what is asked for when it is asked for; here the whole comes first."""
    draft = folder / f"{FILE}.new"
    try:
        with _open(url, "HEAD") as answer:
            size = int(answer.headers.get("Content-Length") or 0)
            if answer.headers.get("Accept-Ranges") != "bytes" or not 0 < size <= _LARGEST:
                raise LabError(f"the image's server tells no size, or sends no ranges")
        with open(draft, "wb") as disc:
            while disc.tell() < size:
                last = min(disc.tell() + _PIECE, size) - 1
                with _open(url, "GET", {"Range": f"bytes={disc.tell()}-{last}"}) as answer:
                    piece = answer.read(_PIECE + 1)
                    if answer.status != 206 or len(piece) != last + 1 - disc.tell():
                        raise LabError(f"the image's server answered {answer.status} with {len(piece)} bytes to a range")
                    disc.write(piece)
        write_atomically(folder / _NOTE, json.dumps({"image": url}))
        os.replace(draft, folder / FILE)
    except (urllib.error.URLError, OSError, ValueError) as cause:
        # The URL may hold a secret.
        raise LabError(f"the image does not come: {getattr(cause, 'reason', cause)}") from None
    finally:
        draft.unlink(missing_ok=True)


def remove(folder: pathlib.Path) -> None:
    (folder / FILE).unlink(missing_ok=True)
    (folder / _NOTE).unlink(missing_ok=True)


def _open(url: str, method: str, headers: dict | None = None):
    # As with most BMCs, nobody has told it whose certificates count.
    trusting = ssl.create_default_context()
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    return urllib.request.urlopen(urllib.request.Request(url, method=method, headers=headers or {}), timeout=_SECONDS, context=trusting)
