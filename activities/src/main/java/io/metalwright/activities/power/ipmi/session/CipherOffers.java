package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which cipher suites are tried with a BMC, in which order: the one that it took last, then the best. */
final class CipherOffers {
    private final List<Algorithms> offered;
    private final Map<BmcAddress, Algorithms> taken = new ConcurrentHashMap<>();

    CipherOffers(List<Algorithms> offered) {
        this.offered = List.copyOf(offered);
    }

    List<Algorithms> to(BmcAddress address) {
        List<Algorithms> order = new ArrayList<>(offered);
        Algorithms known = taken.get(address);
        if (known != null) {
            order.remove(known);
            order.addFirst(known);
        }
        return order;
    }

    void took(BmcAddress address, Algorithms algorithms) {
        taken.put(address, algorithms);
    }
}
