package io.metalwright.model.network;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * DHCP clients that get addresses of their own in a segment, as BMCs do, though nobody registered them.
 *
 * @param name for people; what calls itself as BMCs do is of the class {@link #BMC} without more words
 * @param vendorClasses how the vendor class (option 60) of such a client begins
 * @param macs how its MAC address begins, such as {@code d0:94:66}. Some makers give their BMCs and their network cards neighbouring addresses
 */
public record ClientClass(String name, AddressRange range, List<String> vendorClasses, List<String> macs) {
    public static final String BMC = "bmc";

    /** iDRAC: Dell's user's guides of iDRAC 8 and 9. CPQRIB3 ("Compaq Remote Insight Board"): HPE iLO, as seen by those who list DHCP fingerprints. */
    private static final Map<String, List<String>> KNOWN = Map.of(BMC, List.of("iDRAC", "CPQRIB3"));

    public ClientClass {
        vendorClasses = vendorClasses == null ? List.of() : List.copyOf(vendorClasses);
        macs = macs == null
                ? List.of()
                : macs.stream()
                        .map(mac -> mac.toLowerCase(Locale.ROOT).replace('-', ':'))
                        .toList();
        if (name == null || !name.matches("[a-z0-9][a-z0-9-]{0,30}")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a class of clients. It reads like bmc");
        }
        if (range == null) {
            throw new IllegalArgumentException(
                    "The class '" + name + "' has no 'range', such as 10.77.0.200-10.77.0.249");
        }
        if (vendorClasses.isEmpty() && macs.isEmpty() && !KNOWN.containsKey(name)) {
            throw new IllegalArgumentException(
                    "The class '" + name + "' says by nothing who is of it: by 'vendorClasses' or 'macs'. Only '" + BMC
                            + "' is known by itself");
        }
        for (var vendorClass : vendorClasses) {
            if (vendorClass.isBlank()) {
                throw new IllegalArgumentException(
                        "The class '" + name + "' has an empty vendor class, which all have");
            }
        }
        for (var mac : macs) {
            if (!mac.matches("[0-9a-f]{2}(:[0-9a-f]{2}){1,5}")) {
                throw new IllegalArgumentException(
                        "'" + mac + "' is not how MAC addresses begin. It reads like d0:94:66");
            }
        }
    }

    /** @param vendorClass option 60, or null where it is not sent */
    public boolean matches(@Nullable String vendorClass, String mac) {
        return vendorClass != null
                        && (begins(vendorClass, vendorClasses)
                                || begins(vendorClass, KNOWN.getOrDefault(name, List.of())))
                || begins(mac, macs);
    }

    private static boolean begins(String text, List<String> beginnings) {
        for (var beginning : beginnings) {
            if (text.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
