package io.metalwright.boot;

import io.metalwright.model.SiteName;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import java.util.List;

/** Segments as tests need them: {@code 10.99.<n>.0/24} with ten addresses for machines. */
public final class TestSegments {
    public static final SiteName SITE = SiteName.of("test1");

    private TestSegments() {}

    public static Segment segment(int n, Registration registration) {
        return new Segment(
                "rack" + n,
                SITE,
                Cidr.of("10.99." + n + ".0/24"),
                Ipv4Address.of("10.99." + n + ".1"),
                null,
                AddressRange.of("10.99." + n + ".100-10.99." + n + ".109"),
                null,
                null,
                null,
                List.of(Ipv4Address.of("10.99." + n + ".53")),
                registration);
    }
}
