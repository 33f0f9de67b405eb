"""The boot flags of a BMC (IPMI 2.0, 28.12 and table 28-14, parameter 5) and the order they ask for. Pure."""

import dataclasses

_VALID = 0x80
_PERSISTENT = 0x40

# Boot device selector, bits 5:2 of the second byte. What is not here (BIOS set-up, diagnostic partition) is kept and
# reported, but these machines have nothing of the kind, and boot by their standing order; so do those without a drive.
_ASKED = {1: "net", 2: "disk", 3: "disk", 5: "cd"}


@dataclasses.dataclass(frozen=True)
class BootFlags:
    data: bytes = bytes(5)

    def __post_init__(self):
        if len(self.data) != 5:
            raise ValueError(f"boot flags are 5 bytes, not {len(self.data)}")

    @staticmethod
    def parse(text: str) -> "BootFlags":
        return BootFlags(bytes.fromhex(text))

    def format(self) -> str:
        return self.data.hex(" ") + "\n"

    @property
    def valid(self) -> bool:
        return bool(self.data[0] & _VALID)

    @property
    def persistent(self) -> bool:
        return bool(self.data[0] & _PERSISTENT)

    @property
    def device(self) -> str | None:
        return _ASKED.get(self.data[1] >> 2 & 0xF) if self.valid else None

    def order(self, standing: tuple[str, ...]) -> tuple[str, ...]:
        if self.device is None:
            return standing
        return (self.device, *(kind for kind in standing if kind != self.device))

    def consumed(self) -> "BootFlags":
        """After a boot has used them: a one-shot override is no longer valid."""
        if self.persistent:
            return self
        return BootFlags(bytes([self.data[0] & ~_VALID]) + self.data[1:])
