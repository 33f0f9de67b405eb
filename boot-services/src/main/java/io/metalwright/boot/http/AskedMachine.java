package io.metalwright.boot.http;

import io.metalwright.boot.ipxe.BootServer;
import io.metalwright.boot.lease.Ipv6Lease;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.Lease;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.plans.MachineUuids;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Segment;
import io.undertow.server.HttpServerExchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whose documents are asked for: by MAC address, by id, or by the UUID that its firmware names; and its words for templates. */
record AskedMachine(MacAddress mac, Optional<MachineBoot> boot, Optional<Segment> segment, Map<String, String> words) {
    /** Where machines are looked up. */
    record Directory(
            PlanBook plans,
            LeaseBook leases,
            Ipv6LeaseBook ipv6Leases,
            ServedSegments segments,
            MachineUuids uuids,
            Counters counters,
            int httpPort) {
        private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        private static final Pattern MAC_FORM = Pattern.compile("([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}");

        /** Refuses who is unknown, and who asks for another one's. */
        AskedMachine find(HttpServerExchange exchange, String name) {
            var mac = mac(name);
            refuseImpostor(mac, Exchanges.client(exchange));
            return of(exchange, mac);
        }

        /** Refuses who is unknown; whoever asks. */
        AskedMachine named(HttpServerExchange exchange, String name) {
            return of(exchange, mac(name));
        }

        AskedMachine of(HttpServerExchange exchange, MacAddress mac) {
            var client = Exchanges.client(exchange);
            var boot = plans.find(mac);
            var segment = segments.containing(address(mac, client));
            return new AskedMachine(mac, boot, segment, words(exchange, mac, client, boot, segment));
        }

        /** What is made for a machine goes to the address that it has from us, when it has one: it may hold secrets. */
        void refuseImpostor(MacAddress mac, IpAddress client) {
            var leased = leased(mac, client);
            if (leased.isPresent() && !leased.get().equals(client)) {
                counters.count("scripts_refused", "reason", "OTHER_ADDRESS");
                throw new Refusal(
                        Problem.FORBIDDEN,
                        "Not yours",
                        mac + " has the address " + leased.get() + ", and " + client + " asked.");
            }
        }

        /**
         * A machine with a lease of one version of IP may ask by the other all the same where it has none of that: over IPv4 it may have another
         * server's, over IPv6 it may have made one of its card's, and only that.
         */
        private Optional<IpAddress> leased(MacAddress mac, IpAddress client) {
            Optional<IpAddress> ofIpv4 = leases.bound(mac).map(Lease::address);
            Optional<IpAddress> ofIpv6 = ipv6Leases.bound(mac).map(Ipv6Lease::address);
            return switch (client) {
                case Ipv4Address ignored -> ofIpv4;
                case Ipv6Address address ->
                    address.card().filter(mac::equals).isPresent() ? Optional.of(address) : ofIpv6.or(() -> ofIpv4);
            };
        }

        /** Its own, as far as we know, else that from which is asked. */
        private IpAddress address(MacAddress mac, IpAddress client) {
            return leases.address(mac).<IpAddress>map(ofIpv4 -> ofIpv4).orElse(client);
        }

        private MacAddress mac(String name) {
            if (UUID_FORM.matcher(name).matches()) {
                return uuids.port(UUID.fromString(name)).orElseThrow(() -> unknown(name));
            }
            if (MAC_FORM.matcher(name).matches()) {
                return MacAddress.of(name);
            }
            try {
                return plans.machine(MachineId.of(name))
                        .map(boot -> boot.macs().getFirst())
                        .orElseThrow(() -> unknown(name));
            } catch (IllegalArgumentException e) {
                throw unknown(name);
            }
        }

        private static Refusal unknown(String name) {
            return new Refusal(
                    Problem.NOT_FOUND,
                    "Unknown machine",
                    "No machine here is '" + Exchanges.quoted(name)
                            + "'. Name it by its MAC address, its id or its UUID.");
        }

        private Map<String, String> words(
                HttpServerExchange exchange,
                MacAddress mac,
                IpAddress client,
                Optional<MachineBoot> boot,
                Optional<Segment> segment) {
            var server = Exchanges.server(exchange);
            var words = new HashMap<String, String>();
            words.put("mac", mac.value());
            words.put("address", address(mac, client).value());
            words.put("server", server.value());
            words.put("http", "http://" + server.inUrl() + ":" + httpPort);
            boot.ifPresent(known -> {
                words.put("machine", known.machine().value());
                put(words, "hostname", known.hostname());
            });
            segment.ifPresent(network -> {
                words.put("segment", network.name());
                words.put("site", network.site().value());
                words.put("prefix", Integer.toString(network.cidr().prefixLength()));
                words.put("netmask", network.cidr().netmask().value());
                put(words, "gateway", network.gateway());
                words.put(
                        "nameservers",
                        network.nameServers().stream().map(Ipv4Address::value).collect(Collectors.joining(",")));
            });
            return words;
        }

        private static void put(Map<String, String> words, String word, @Nullable Object value) {
            if (value != null) {
                words.put(word, value.toString());
            }
        }
    }

    /** By which a boot configuration may name it. */
    List<String> names() {
        var names = new ArrayList<String>();
        names.add(mac.value());
        boot.ifPresent(known -> {
            names.add(known.machine().value());
            known.macs().forEach(port -> names.add(port.value()));
        });
        return names;
    }

    /** What its installer is to do, where a run has it installed. */
    Optional<InstallerOrder> order() {
        return boot.map(MachineBoot::plan)
                .map(plan -> plan instanceof BootPlan.Installer(InstallerOrder order) ? order : null);
    }

    /** Its words for what reaches this server so. */
    Map<String, String> wordsReaching(BootServer server) {
        var changed = new HashMap<>(words);
        changed.put("server", server.address().value());
        changed.put("http", server.http());
        return changed;
    }

    String segmentName() {
        return segment.map(Segment::name).orElse("");
    }
}
