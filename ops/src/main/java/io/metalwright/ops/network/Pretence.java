package io.metalwright.ops.network;

import io.metalwright.boot.wire.Octets;

/** Which firmware a probe says it is. */
enum Pretence {
    HTTP_BOOT("HTTPClient:Arch:00016:UNDI:003001", "0010", ""),
    UEFI_PXE("PXEClient:Arch:00007:UNDI:003016", "0007", ""),
    IPXE("PXEClient:Arch:00007:UNDI:003010", "0007", "iPXE");

    private final String vendorClass;
    private final Octets architecture;
    private final String userClass;

    Pretence(String vendorClass, String architecture, String userClass) {
        this.vendorClass = vendorClass;
        this.architecture = Octets.ofHex(architecture);
        this.userClass = userClass;
    }

    /** Option 60 of DHCPv4, 16 of DHCPv6. */
    String vendorClass() {
        return vendorClass;
    }

    /** Options 93 and 61. */
    Octets architecture() {
        return architecture;
    }

    /** Options 77 and 15; empty for none. */
    String userClass() {
        return userClass;
    }
}
