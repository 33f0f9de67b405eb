package io.metalwright.boot.lease;

import io.metalwright.model.MacAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses that another server gave, as far as we saw it; not kept on disk. Of those that were looked for last, so that whoever makes up clients fills no
 * memory. Its book's lock guards it.
 */
final class SeenAddresses<A> {
    private static final int REMEMBERED = 20_000;

    private final Map<MacAddress, A> byHolder = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<MacAddress, A> eldest) {
            return size() > REMEMBERED;
        }
    };

    void put(MacAddress mac, A address) {
        byHolder.put(mac, address);
    }

    void forget(MacAddress mac) {
        byHolder.remove(mac);
    }

    Optional<A> of(MacAddress mac) {
        return Optional.ofNullable(byHolder.get(mac));
    }

    Optional<MacAddress> holder(A address) {
        return byHolder.entrySet().stream()
                .filter(entry -> entry.getValue().equals(address))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
