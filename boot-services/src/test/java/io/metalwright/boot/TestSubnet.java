package io.metalwright.boot;

import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Ipv6Prefix;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A network of 254 addresses. */
record TestSubnet(Cidr cidr) {
    private static final Set<Cidr> GIVEN = ConcurrentHashMap.newKeySet();

    /** One that this host has no route to, and no other test of this process was given. Other processes choose by chance, of 32,768. */
    static TestSubnet unused() throws IOException, InterruptedException {
        var routes = Program.succeed("ip", "-4", "-o", "route", "show", "table", "all") + addresses();
        while (true) {
            int chance = ThreadLocalRandom.current().nextInt(1 << 15);
            var cidr = new Cidr(Ipv4Address.ofBits(10 << 24 | 1 << 23 | chance << 8), 24);
            if (!touches(cidr, routes) && GIVEN.add(cidr)) {
                return new TestSubnet(cidr);
            }
        }
    }

    Ipv4Address address(int host) {
        return Ipv4Address.ofBits(cidr.network().bits() | host);
    }

    /** One of IPv6 that goes with it, as its addresses are nobody else's. */
    Ipv6Prefix ipv6Prefix() {
        return new Ipv6Prefix(
                new Ipv6Address(
                        0xFD99L << 48 | Integer.toUnsignedLong(cidr.network().bits()) << 16, 0),
                64);
    }

    /** Of that prefix. */
    Ipv6Address ipv6Address(int host) {
        return new Ipv6Address(ipv6Prefix().network().high(), host);
    }

    /** Interfaces that are down have addresses and no routes. */
    private static String addresses() throws IOException, InterruptedException {
        return Program.succeed("ip", "-4", "-o", "address", "show");
    }

    /** Whether some address or network in this text lies in the network or around it. */
    static boolean touches(Cidr cidr, String text) {
        return text.lines()
                .flatMap(line -> Arrays.stream(line.split("\\s+")))
                .filter(word -> word.matches("\\d+\\.\\d+\\.\\d+\\.\\d+(/\\d+)?"))
                .anyMatch(word -> touch(cidr, word));
    }

    private static boolean touch(Cidr cidr, String word) {
        int slash = word.indexOf('/');
        var address = Ipv4Address.of(slash < 0 ? word : word.substring(0, slash));
        int length = Math.min(slash < 0 ? 32 : Integer.parseInt(word.substring(slash + 1)), cidr.prefixLength());
        int mask = length == 0 ? 0 : -1 << (32 - length);
        // A default route leads everywhere and takes nothing.
        return length > 0 && (address.bits() & mask) == (cidr.network().bits() & mask);
    }
}
