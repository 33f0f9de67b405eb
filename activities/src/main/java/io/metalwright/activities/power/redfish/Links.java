package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where a BMC's links lead: to the same BMC, or nowhere. What it answers decides what is asked next, so it must not decide whom. */
final class Links {
    private static final String LEGAL = "-._~!$&'()*+,;=:@/?%";
    private static final int LONGEST = 1000;

    private Links() {}

    /**
     * The path of a link that this BMC gave.
     *
     * @throws BmcFailure.Nonsense where it leads elsewhere
     */
    static String path(BmcAddress address, String link) {
        if (link.length() > LONGEST) {
            throw elsewhere(address, link.substring(0, 80) + "…");
        }
        var text = link.strip();
        if (text.toLowerCase(Locale.ROOT).startsWith("https:")) {
            try {
                var uri = URI.create(encoded(text.split("#", 2)[0]));
                int port = uri.getPort() == -1 ? 443 : uri.getPort();
                var host = uri.getHost() == null ? "" : uri.getHost().replaceAll("[\\[\\]]", "");
                if (!host.equalsIgnoreCase(address.host()) || port != address.port() || uri.getUserInfo() != null) {
                    throw elsewhere(address, text);
                }
                text = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
            } catch (IllegalArgumentException e) {
                throw elsewhere(address, text);
            }
        }
        if (!text.startsWith("/") || text.startsWith("//") || text.contains("/../")) {
            throw elsewhere(address, text);
        }
        return encoded(text.split("#", 2)[0]);
    }

    static URI uri(BmcAddress address, String path) {
        var host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        return URI.create("https://" + host + ":" + address.port() + path);
    }

    /** Some BMCs have spaces and bars in the ids of their resources. */
    private static String encoded(String text) {
        var path = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point < 128
                    && (Character.isLetterOrDigit(point)
                            || LEGAL.indexOf(point) >= 0
                            || point == '['
                            || point == ']')) {
                path.append(point == '[' ? "%5B" : point == ']' ? "%5D" : Character.toString(point));
            } else {
                for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    path.append('%').append("%02X".formatted(octet & 0xFF));
                }
            }
        });
        return path.toString();
    }

    private static BmcFailure.Nonsense elsewhere(BmcAddress address, String link) {
        return new BmcFailure.Nonsense("Follow a link of BMC " + address + ": it leads to '" + Words.clean(link)
                + "', which is not on this BMC. It is not followed; look for newer firmware of the BMC.");
    }
}
