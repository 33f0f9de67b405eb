package io.metalwright.boot;

import io.metalwright.model.SiteName;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Segments as tests need them: the first address is this server's, and ten are for machines. */
public final class TestSegments {
    public static final SiteName SITE = SiteName.of("test1");

    private TestSegments() {}

    /** {@code 10.99.<n>.0/24}, which is on no interface. */
    public static Segment segment(int n, Registration registration) {
        return segment("rack" + n, Cidr.of("10.99." + n + ".0/24"), registration);
    }

    static Segment segment(String name, Cidr cidr, Registration registration) {
        return segment(name, cidr, new AddressRange(address(cidr, 100), address(cidr, 109)), registration);
    }

    /** With two hundred addresses for machines. */
    static Segment roomySegment(String name, Cidr cidr, Registration registration) {
        return segment(name, cidr, new AddressRange(address(cidr, 50), address(cidr, 249)), registration);
    }

    /** Whose machines have addresses set down for them, or none. */
    static Segment segmentWithoutRange(String name, Cidr cidr, Registration registration) {
        return segment(name, cidr, null, registration);
    }

    private static Segment segment(String name, Cidr cidr, @Nullable AddressRange machines, Registration registration) {
        return new Segment(
                name,
                SITE,
                cidr,
                address(cidr, 1),
                null,
                machines,
                null,
                null,
                null,
                List.of(address(cidr, 53)),
                registration);
    }

    private static Ipv4Address address(Cidr cidr, int host) {
        return Ipv4Address.ofBits(cidr.network().bits() | host);
    }
}
