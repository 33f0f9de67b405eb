package io.metalwright.ops.command;

import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.command.Terminal.Column;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Networks that boot-services serve. */
@Command(
        name = "segments",
        description = "Networks that are served: list, show, add, remove.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class SegmentsCommand {
    private static final Column[] COLUMNS = {
        Column.of("NAME", "name"),
        Column.of("SITE", "site"),
        Column.of("CIDR", "cidr"),
        Column.of("GATEWAY", "gateway"),
        Column.of("MACHINES", "machines"),
        Column.of("BMCS", "bmcs"),
        Column.of("REGISTRATION", "registration"),
        Column.of("DHCP", "dhcp.mode")
    };

    @Command(name = "list", description = "List segments.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection) {
        connection.terminal().answer(connection.client().get("/segments?size=500"), COLUMNS);
        return 0;
    }

    @Command(name = "show", description = "Show a segment.", mixinStandardHelpOptions = true)
    int show(@Mixin Connection connection, @Parameters(paramLabel = "SEGMENT") String name) {
        connection.terminal().answer(connection.client().get("/segments/" + ApiClient.segment(name)), COLUMNS);
        return 0;
    }

    @Command(name = "add", description = "Serve a network.", mixinStandardHelpOptions = true)
    int add(
            @Mixin Connection connection,
            @Parameters(paramLabel = "SEGMENT", description = "Its name") String name,
            @Option(names = "--cidr", required = true, description = "10.77.0.0/24") String cidr,
            @Option(names = "--site", defaultValue = "default", description = "Default: ${DEFAULT-VALUE}") String site,
            @Option(names = "--gateway", description = "Default route of the machines") @Nullable String gateway,
            @Option(names = "--vlan", description = "For people; ports are not set by it") @Nullable Integer vlan,
            @Option(
                            names = "--machines",
                            paramLabel = "FIRST-LAST",
                            description = "Addresses for machines; none: reservations only")
                    @Nullable
                    String machines,
            @Option(names = "--bmcs", paramLabel = "FIRST-LAST", description = "Addresses for BMCs") @Nullable
                    String bmcs,
            @Option(
                            names = "--bmc-network",
                            paramLabel = "CIDR",
                            description = "Network of the BMCs, where it is another one")
                    @Nullable
                    String bmcNetwork,
            @Option(names = "--bmc-gateway", description = "Default route of the BMCs") @Nullable String bmcGateway,
            @Option(names = "--name-server", description = "May be given more than once") @Nullable
                    List<String> nameServers,
            @Option(
                            names = "--registration",
                            defaultValue = "automatic",
                            description = "Of unknown machines: automatic, manual or off. Default: ${DEFAULT-VALUE}")
                    String registration,
            @Mixin SegmentDhcpOptions dhcp,
            @Mixin SegmentIpv6Options ipv6) {
        var body = new LinkedHashMap<String, Object>();
        body.put("name", name);
        body.put("site", site);
        body.put("cidr", cidr);
        body.put("registration", registration);
        body.put("nameServers", nameServers == null ? List.of() : nameServers);
        given(body, "gateway", gateway);
        given(body, "vlan", vlan);
        given(body, "machines", machines);
        given(body, "bmcs", bmcs);
        given(body, "bmcNetwork", bmcNetwork);
        given(body, "bmcGateway", bmcGateway);
        body.put("dhcp", dhcp.body());
        given(body, "ipv6", ipv6.body());
        connection.terminal().answer(connection.client().post("/segments", body), COLUMNS);
        return 0;
    }

    private static void given(LinkedHashMap<String, Object> body, String field, @Nullable Object value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    @Command(name = "remove", description = "Serve a network no more.", mixinStandardHelpOptions = true)
    int remove(@Mixin Connection connection, @Parameters(paramLabel = "SEGMENT") String name) {
        connection.client().delete("/segments/" + ApiClient.segment(name));
        return 0;
    }
}
