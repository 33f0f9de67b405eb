package io.metalwright.ops.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** A segment as options: all that one has, or what is to be other. */
final class SegmentOptions {
    /** Which field an option fills. */
    private static final Map<String, String> FIELDS = Map.of(
            "--cidr", "cidr",
            "--gateway", "gateway",
            "--vlan", "vlan",
            "--machines", "machines",
            "--bmcs", "bmcs",
            "--bmc-network", "bmcNetwork",
            "--bmc-gateway", "bmcGateway",
            "--name-server", "nameServers",
            "--registration", "registration");

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(names = "--cidr", description = "10.77.0.0/24")
    @Nullable
    String cidr;

    @Option(names = "--gateway", description = "Default route of the machines")
    @Nullable
    String gateway;

    @Option(names = "--vlan", converter = NumberOrNothing.class, description = "For people; ports are not set by it")
    @Nullable
    Integer vlan;

    @Option(
            names = "--machines",
            paramLabel = "FIRST-LAST",
            description = "Addresses for machines; none: reservations only")
    @Nullable
    String machines;

    @Option(names = "--bmcs", paramLabel = "FIRST-LAST", description = "Addresses for BMCs")
    @Nullable
    String bmcs;

    @Option(names = "--bmc-network", paramLabel = "CIDR", description = "Network of the BMCs, where it is another one")
    @Nullable
    String bmcNetwork;

    @Option(names = "--bmc-gateway", description = "Default route of the BMCs")
    @Nullable
    String bmcGateway;

    @Option(names = "--name-server", description = "May be given more than once")
    List<String> nameServers = List.of();

    @Option(
            names = "--registration",
            defaultValue = "automatic",
            description = "Of unknown machines: automatic, manual or off. A new segment's default: ${DEFAULT-VALUE}")
    String registration = "automatic";

    @Mixin
    SegmentDhcpOptions dhcp = new SegmentDhcpOptions();

    @Mixin
    SegmentIpv6Options ipv6 = new SegmentIpv6Options();

    /** All fields of a new segment. */
    Map<String, Object> body() {
        var body = fields();
        body.put("dhcp", dhcp.body());
        var ofIpv6 = ipv6.body();
        if (!ofIpv6.isEmpty()) {
            body.put("ipv6", ofIpv6);
        }
        return body;
    }

    /** Changes what was given, field by field; an empty word takes a field away. False where nothing was given. */
    boolean change(ObjectNode segment) {
        boolean hasChanged = Change.of(command, fields(), FIELDS).apply(segment);
        hasChanged |= Change.of(command, dhcp.body(), SegmentDhcpOptions.FIELDS).apply(segment.withObject("/dhcp"));
        var ofIpv6 = Change.of(command, ipv6.body(), SegmentIpv6Options.FIELDS);
        if (ofIpv6.takesAway("prefix")) {
            segment.putNull("ipv6");
            return true;
        }
        if (!ofIpv6.isEmpty()) {
            if (!segment.path("ipv6").isObject()) {
                segment.remove("ipv6");
            }
            ofIpv6.apply(segment.withObject("/ipv6"));
            return true;
        }
        return hasChanged;
    }

    private Map<String, Object> fields() {
        var body = new LinkedHashMap<String, Object>();
        body.put("registration", registration);
        body.put("nameServers", nameServers);
        given(body, "cidr", cidr);
        given(body, "gateway", gateway);
        given(body, "vlan", vlan);
        given(body, "machines", machines);
        given(body, "bmcs", bmcs);
        given(body, "bmcNetwork", bmcNetwork);
        given(body, "bmcGateway", bmcGateway);
        return body;
    }

    static void given(Map<String, Object> body, String field, @Nullable Object value) {
        if (value != null) {
            body.put(field, value);
        }
    }
}
