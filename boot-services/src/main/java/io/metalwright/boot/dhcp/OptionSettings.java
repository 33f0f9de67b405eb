package io.metalwright.boot.dhcp;

import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.network.DhcpOptionSetting;
import io.metalwright.model.network.Ipv4Address;
import java.util.Arrays;
import java.util.Optional;

/** The options that a segment has set, with this client's words in them; they win over those which are filled in by themselves. */
final class OptionSettings {
    private OptionSettings() {}

    static void put(Question question, Ipv4Address client, DhcpOptions.Builder options) {
        for (var setting : question.segment().dhcp().options()) {
            value(setting, filledIn(setting.value(), question, client))
                    .ifPresent(value -> options.put(OptionCode.of(setting.code()), value));
        }
    }

    private static String filledIn(String value, Question question, Ipv4Address client) {
        if (!value.contains("${")) {
            return value;
        }
        var hostname =
                question.standing() instanceof Standing.Known known && known.hostname() != null ? known.hostname() : "";
        return value.replace("${mac}", question.message().clientHardware().value())
                .replace("${address}", client.value())
                .replace("${hostname}", hostname)
                .replace("${server}", question.server().value())
                .replace("${segment}", question.segment().name());
    }

    /** Empty where what was filled in fits the type no more: no option is better than a wrong one. */
    private static Optional<Octets> value(DhcpOptionSetting setting, String value) {
        try {
            return Optional.of(
                    switch (setting.type()) {
                        case TEXT -> Octets.ofText(value);
                        case ADDRESSES ->
                            Arrays.stream(value.split(",", -1))
                                    .map(part -> Octets.ofInt(
                                            Ipv4Address.of(part.strip()).bits()))
                                    .reduce(Octets.NONE, Octets::followedBy);
                        case UINT8 -> number(value, 3);
                        case UINT16 -> number(value, 2);
                        case UINT32 -> number(value, 0);
                        case HEX -> Octets.ofHex(value);
                    });
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Octets number(String value, int skippedOctets) {
        return Octets.ofInt((int) Long.parseLong(value)).part(skippedOctets, 4);
    }
}
