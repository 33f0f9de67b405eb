package io.metalwright.cmdb.machine;

import io.metalwright.model.MacAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A machine's ports; the first is the one it registered with. */
public record Macs(List<MacAddress> addresses) {
    public Macs {
        addresses = List.copyOf(addresses);
    }

    public static Macs of(MacAddress first) {
        return new Macs(List.of(first));
    }

    /** These and, behind them, those that are new. */
    public Macs and(Collection<MacAddress> others) {
        var all = new ArrayList<>(addresses);
        others.stream().filter(mac -> !addresses.contains(mac)).distinct().forEach(all::add);
        return new Macs(all);
    }

    public String joined() {
        return addresses.stream().map(MacAddress::value).collect(Collectors.joining(" "));
    }

    public static Macs split(String joined) {
        return new Macs(
                joined.isEmpty()
                        ? List.of()
                        : Arrays.stream(joined.split(" ")).map(MacAddress::of).toList());
    }
}
