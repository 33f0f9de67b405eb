package io.metalwright.activities.power.redfish.vendor;

import java.util.List;

/** All makers that we know something of. */
public final class Vendors {
    /** OpenBMC comes after those who build on it and say so. */
    static final List<Vendor> KNOWN = List.of(
            new HpeIlo(),
            new DellIdrac(),
            new LenovoXcc(),
            new SupermicroBmc(),
            new HuaweiIbmc(),
            new InspurBmc(),
            new OpenBmc());

    private static final Vendor ANY = new AnyBmc();

    private Vendors() {}

    public static Vendor of(Identity identity) {
        return KNOWN.stream()
                .filter(vendor -> vendor.recognises(identity))
                .findFirst()
                .orElse(ANY);
    }
}
