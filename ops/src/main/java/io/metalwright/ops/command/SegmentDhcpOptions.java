package io.metalwright.ops.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How DHCP is spoken in a segment, as options. */
final class SegmentDhcpOptions {
    /** Which field an option fills. */
    static final Map<String, String> FIELDS = Map.of(
            "--dhcp", "mode",
            "--exclude", "exclusions",
            "--check-conflicts", "checksConflicts",
            "--lease-seconds", "leaseSeconds",
            "--shared-network", "sharedNetwork",
            "--boot-file", "bootFiles",
            "--dhcp-option", "options",
            "--client-class", "classes");

    @Option(
            names = "--dhcp",
            defaultValue = "serve",
            description =
                    "serve, reservations-only, proxy (beside another server) or off. A new segment's default: ${DEFAULT-VALUE}")
    String mode = "serve";

    @Option(names = "--exclude", paramLabel = "FIRST-LAST", description = "Addresses nobody is given; repeatable")
    List<String> exclusions = List.of();

    @Option(names = "--check-conflicts", negatable = true, description = "Probe an address before it is offered")
    boolean checksConflicts;

    @Option(names = "--lease-seconds", converter = NumberOrNothing.class, description = "How long a lease holds")
    @Nullable
    Integer leaseSeconds;

    @Option(names = "--shared-network", paramLabel = "NAME", description = "Same name: on the same wire")
    @Nullable
    String sharedNetwork;

    @Option(
            names = "--boot-file",
            paramLabel = "FIRMWARE=FILE",
            description = "Other than the usual, such as uefi-x64=ipxe.efi; repeatable")
    Map<String, String> bootFiles = Map.of();

    @Option(
            names = "--dhcp-option",
            paramLabel = "CODE=TYPE:VALUE",
            description = "Such as 42=addresses:10.77.0.3 or 15=text:example.org; repeatable")
    Map<Integer, String> options = Map.of();

    @Option(
            names = "--client-class",
            paramLabel = "NAME=FIRST-LAST",
            description =
                    "Addresses for clients that are no machines, such as bmc=10.77.0.200-10.77.0.249 (Dell's and HPE's BMCs are known); repeatable")
    Map<String, String> classes = Map.of();

    @Option(
            names = "--client-match",
            paramLabel = "NAME=vendor:TEXT|mac:PREFIX",
            description =
                    "Who else is of that class: how option 60 or the MAC address begins, such as bmc=mac:d0:94:66; repeatable")
    List<String> matches = List.of();

    Map<String, Object> body() {
        checkMatches();
        var body = new LinkedHashMap<String, Object>();
        body.put("mode", mode);
        body.put("exclusions", exclusions);
        body.put("checksConflicts", checksConflicts);
        SegmentOptions.given(body, "leaseSeconds", leaseSeconds);
        SegmentOptions.given(body, "sharedNetwork", sharedNetwork);
        body.put("bootFiles", bootFiles);
        body.put(
                "options",
                options.entrySet().stream().map(SegmentDhcpOptions::option).toList());
        body.put(
                "classes",
                classes.entrySet().stream()
                        .map(each -> Map.of(
                                "name",
                                each.getKey(),
                                "range",
                                each.getValue(),
                                "vendorClasses",
                                matches(each.getKey(), "vendor"),
                                "macs",
                                matches(each.getKey(), "mac")))
                        .toList());
        return body;
    }

    /** One that matches nothing would be lost without a word. */
    private void checkMatches() {
        for (var match : matches) {
            var name = match.substring(0, Math.max(0, match.indexOf('=')));
            if (!classes.containsKey(name)) {
                throw new IllegalArgumentException("--client-match " + match + " is of no class: give --client-class "
                        + name + "=FIRST-LAST, too.");
            }
        }
    }

    private List<String> matches(String name, String by) {
        var prefix = name + "=" + by + ":";
        return matches.stream()
                .filter(match -> match.startsWith(prefix))
                .map(match -> match.substring(prefix.length()))
                .toList();
    }

    private static Map<String, Object> option(Map.Entry<Integer, String> given) {
        var words = given.getValue().split(":", 2);
        return Map.of("code", given.getKey(), "type", words[0], "value", words.length == 2 ? words[1] : "");
    }
}
