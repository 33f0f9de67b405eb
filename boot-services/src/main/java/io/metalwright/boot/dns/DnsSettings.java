package io.metalwright.boot.dns;

import java.util.Locale;
import java.util.regex.Pattern;

/** @param zone whose names are ours to answer: {@code rack1.example} */
public record DnsSettings(String zone, int port) {
    /** RFC 1123 section 2.1. */
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,200}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    public DnsSettings {
        zone = zone.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(zone).matches()) {
            throw new IllegalArgumentException(
                    "The DNS zone '" + zone + "' is no domain name: letters, digits and hyphens between dots");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("The DNS port is " + port + ", which is no port");
        }
    }
}
