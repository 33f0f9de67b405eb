package io.metalwright.ops.command;

import io.metalwright.boot.segment.LocalInterface;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.ops.client.ApiClient;
import io.metalwright.ops.network.Finding;
import io.metalwright.ops.network.Ipv6Check;
import io.metalwright.ops.network.NetworkCheck;
import io.metalwright.ops.role.HttpAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Looks at a provisioning network before machines do. */
@Command(
        name = "network",
        description = "A provisioning network, before machines boot in it: check, peer.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class NetworkCommand {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Terminal.Column[] COLUMNS = {
        Terminal.Column.of("CHECK", "check"),
        Terminal.Column.of("RESULT", "result"),
        Terminal.Column.of("FOUND", "found"),
        Terminal.Column.of("HELP", "help")
    };

    private static final Terminal.Column[] PEER = {
        Terminal.Column.of("SHARE", "share"),
        Terminal.Column.of("OTHER", "other"),
        Terminal.Column.of("ITS SHARE", "otherShare"),
        Terminal.Column.of("IN TOUCH", "inTouch"),
        Terminal.Column.of("SINCE", "since"),
        Terminal.Column.of("HEARD LAST", "heardLast"),
        Terminal.Column.of("ITS ADDRESSES", "addresses"),
        Terminal.Column.of("SHARE IS OURS", "settled"),
        Terminal.Column.of("TROUBLE", "trouble")
    };

    @Command(
            name = "check",
            description =
                    "Send what a machine would send (DHCP as firmware and as iPXE, TFTP, HTTP; over IPv6 router discovery, too), and say what is wrong and which DHCP mode fits. Takes no address. Needs root. Exit code 1 when something is wrong.",
            mixinStandardHelpOptions = true)
    int check(
            @Mixin Connection connection,
            @Option(names = "--segment", description = "Compare with what this segment is set to; needs the API")
                    @Nullable
                    String segment,
            @Option(
                            names = "--interface",
                            description = "Ask there. Default: where this host has an address in the segment")
                    @Nullable
                    String networkInterface,
            @Option(names = "--mac", description = "Ask as this machine. Default: a made-up stranger") @Nullable
                    String mac,
            @Option(
                            names = "--ipv6",
                            description =
                                    "Over IPv6, too; always where the segment has it. There servers go by the address of this host's own card")
                    boolean ipv6,
            @Option(
                            names = "--seconds",
                            defaultValue = "4",
                            description = "Wait so long for offers. Default: ${DEFAULT-VALUE}")
                    int seconds)
            throws IOException, InterruptedException {
        if (segment == null && networkInterface == null) {
            throw new IllegalArgumentException("Name a --segment or an --interface.");
        }
        Optional<DhcpMode> mode = Optional.empty();
        var where = Optional.ofNullable(networkInterface);
        boolean hasIpv6 = ipv6;
        if (segment != null) {
            var known = connection.client().get("/segments/" + ApiClient.segment(segment));
            mode = Optional.of(DhcpMode.of(known.at("/dhcp/mode").asString()));
            var network = Cidr.of(known.path("cidr").asString());
            where = where.or(() -> interfaceIn(network));
            hasIpv6 |= known.path("ipv6").isObject();
        }
        var there = where.orElseThrow(() ->
                new IllegalStateException("This host has no address in segment " + segment + ". Name an --interface."));
        var machine = mac == null ? stranger() : MacAddress.of(mac);
        var wait = Duration.ofSeconds(seconds);
        var findings = new ArrayList<>(new NetworkCheck(there, machine, wait, mode).findings());
        if (hasIpv6) {
            findings.addAll(new Ipv6Check(there, machine, wait).findings());
        }
        var answer = JSON.createObjectNode();
        var items = answer.putArray("items");
        for (var finding : findings) {
            items.addObject()
                    .put("check", finding.check())
                    .put("result", finding.result().name().toLowerCase(Locale.ROOT))
                    .put("found", finding.found())
                    .put("help", finding.help());
        }
        connection.terminal().answer(answer, COLUMNS);
        return findings.stream().anyMatch(finding -> finding.result() == Finding.Result.WRONG) ? 1 : 0;
    }

    @Command(
            name = "peer",
            description =
                    "Ask a boot server how the other one of its site fares. Exit code 1 when they are not in touch.",
            mixinStandardHelpOptions = true)
    int peer(
            @Mixin Connection connection,
            @Option(
                            names = "--boot",
                            paramLabel = "URL",
                            required = true,
                            converter = HttpAddress.class,
                            description = "Plain HTTP of the boot server, such as http://10.77.0.1:8090")
                    URI boot)
            throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            var answer = client.send(
                    HttpRequest.newBuilder(boot.resolve("/peer/v1/standing"))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "The boot server at " + boot + " has no other one: it was started without --peer.");
            }
            var standing = JSON.readTree(answer.body());
            connection.terminal().answer(standing, PEER);
            return standing.path("inTouch").asBoolean() ? 0 : 1;
        }
    }

    /** IEEE 802: locally administered, so it is nobody's. */
    private static MacAddress stranger() {
        return new MacAddress(0x02_00_5E_00_00_00L | ThreadLocalRandom.current().nextInt(1 << 24));
    }

    private static Optional<String> interfaceIn(Cidr network) {
        try {
            return LocalInterface.all().stream()
                    .filter(each -> each.addresses().stream().anyMatch(network::contains))
                    .map(LocalInterface::name)
                    .findFirst();
        } catch (IOException e) {
            throw new IllegalStateException("look at this host's interfaces", e);
        }
    }
}
