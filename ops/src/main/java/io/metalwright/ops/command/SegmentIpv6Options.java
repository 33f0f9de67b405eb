package io.metalwright.ops.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The IPv6 side of a segment. */
final class SegmentIpv6Options {
    /** Which field an option fills. */
    static final Map<String, String> FIELDS = Map.of(
            "--ipv6", "prefix",
            "--ipv6-machines", "machines",
            "--ipv6-name-server", "nameServers",
            "--ipv6-advertise", "advertise",
            "--ipv6-reserve", "reservations");

    @Option(names = "--ipv6", paramLabel = "PREFIX", description = "IPv6 network, such as fd00:77::/64")
    @Nullable
    String prefix;

    @Option(
            names = "--ipv6-machines",
            paramLabel = "FIRST-LAST",
            description = "Addresses that DHCPv6 gives; without it addresses come from elsewhere")
    @Nullable
    String machines;

    @Option(
            names = "--ipv6-name-server",
            paramLabel = "ADDRESS",
            description = "That has an IPv6 address; may be given more than once")
    List<String> nameServers = List.of();

    @Option(
            names = "--ipv6-advertise",
            paramLabel = "WHAT",
            description = "As routers do: off, prefix, or router for a default route through this host. Default: off")
    @Nullable
    String advertise;

    @Option(
            names = "--ipv6-reserve",
            paramLabel = "MAC=ADDRESS",
            description = "An address for one card, such as 52:54:00:12:34:56=fd00:77::20; repeatable")
    Map<String, String> reservations = Map.of();

    /** Empty where the segment has no IPv6 side; what is given without a prefix is sent all the same, for the API to refuse. */
    Map<String, Object> body() {
        var body = new LinkedHashMap<String, Object>();
        if (prefix == null
                && machines == null
                && nameServers.isEmpty()
                && advertise == null
                && reservations.isEmpty()) {
            return body;
        }
        SegmentOptions.given(body, "prefix", prefix);
        SegmentOptions.given(body, "machines", machines);
        body.put("nameServers", nameServers);
        SegmentOptions.given(body, "advertise", advertise);
        body.put(
                "reservations",
                reservations.entrySet().stream()
                        .map(each -> Map.of("mac", each.getKey(), "address", each.getValue()))
                        .toList());
        return body;
    }
}
