"""The inventory that a BMC keeps of its machine (IPMI Platform Management FRU Information Storage, 1.3). Pure."""

from . import spec

_MAKER = "Metalwright"
_RACK_MOUNT = 0x17
_ENGLISH = 25


def encode(machine: spec.Machine) -> bytes:
    chassis = _area(bytes([_RACK_MOUNT]), "MWR-1", machine.serial + "-C")
    board = _area(bytes([_ENGLISH, 0, 0, 0]), _MAKER, "Virtual Rack Board", machine.serial + "-B", "MWR-1", "")
    product = _area(bytes([_ENGLISH]), _MAKER, "Virtual Rack Server", "MWR-1", "1", machine.serial, "", "")
    offsets, position = [], 1
    for area in (chassis, board, product):
        offsets.append(position)
        position += len(area) // 8
    return _summed(bytes([1, 0, *offsets, 0, 0])) + chassis + board + product


def _area(fixed: bytes, *fields: str) -> bytes:
    """Version, length in units of 8, the fixed part, then fields as type/length and Latin-1 text up to 0xC1."""
    content = fixed + b"".join(bytes([0xC0 | len(text)]) + text.encode("latin-1") for text in fields) + b"\xc1"
    padding = -(2 + len(content) + 1) % 8
    whole = 2 + len(content) + padding + 1
    return _summed(bytes([1, whole // 8]) + content + bytes(padding))


def _summed(data: bytes) -> bytes:
    return data + bytes([-sum(data) & 0xFF])
