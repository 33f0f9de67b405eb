package io.metalwright.boot.dhcp6.wire;

import io.metalwright.boot.wire.Octets;
import io.metalwright.model.network.Ipv6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options in the order in which they came, raw; some may stand there more than once. Each is typed when it is read, and one of a wrong length reads as
 * absent.
 */
public record Dhcp6Options(List<Dhcp6Option> values) {
    public static final Dhcp6Options NONE = new Dhcp6Options(List.of());

    public Dhcp6Options {
        values = List.copyOf(values);
    }

    /** Of several, the first. */
    public Optional<Octets> octets(Dhcp6OptionCode code) {
        for (var option : values) {
            if (option.code().equals(code)) {
                return Optional.of(option.value());
            }
        }
        return Optional.empty();
    }

    public boolean has(Dhcp6OptionCode code) {
        return octets(code).isPresent();
    }

    public List<Octets> all(Dhcp6OptionCode code) {
        return values.stream()
                .filter(option -> option.code().equals(code))
                .map(Dhcp6Option::value)
                .toList();
    }

    /** 16-bit numbers: the architectures of RFC 5970 section 3.3, the options of an option request. */
    public List<Integer> unsignedShorts(Dhcp6OptionCode code) {
        var numbers = new ArrayList<Integer>();
        octets(code).filter(value -> value.length() % 2 == 0).ifPresent(value -> {
            for (int i = 0; i < value.length(); i += 2) {
                numbers.add(value.unsigned(i) << 8 | value.unsigned(i + 1));
            }
        });
        return numbers;
    }

    /** What firmware calls itself, behind a number of its maker (RFC 8415 section 21.16). */
    public List<String> vendorClasses() {
        return octets(Dhcp6OptionCode.VENDOR_CLASS)
                .map(value -> classes(value, 4))
                .orElse(List.of());
    }

    /** RFC 8415 section 21.15. */
    public List<String> userClasses() {
        return octets(Dhcp6OptionCode.USER_CLASS)
                .map(value -> classes(value, 0))
                .orElse(List.of());
    }

    /**
     * The identity associations for addresses (RFC 8415 section 21.4).
     *
     * @throws io.metalwright.boot.wire.MalformedPacketException where one is cut short
     */
    public List<IdentityAssociation> identityAssociations() {
        return all(Dhcp6OptionCode.IA_NA).stream()
                .map(IdentityAssociation::decode)
                .toList();
    }

    /** To be filled. */
    public static Builder builder() {
        return new Builder();
    }

    private static List<String> classes(Octets value, int from) {
        var classes = new ArrayList<String>();
        int at = from;
        while (at + 2 <= value.length()) {
            int end = at + 2 + (value.unsigned(at) << 8 | value.unsigned(at + 1));
            if (end > value.length()) {
                return List.of();
            }
            classes.add(value.part(at + 2, end).text());
            at = end;
        }
        return classes;
    }

    /** Adds options one behind the other. */
    public static final class Builder {
        private final List<Dhcp6Option> values = new ArrayList<>();

        private Builder() {}

        public Builder put(Dhcp6OptionCode code, Octets value) {
            values.add(new Dhcp6Option(code, value));
            return this;
        }

        public Builder put(Dhcp6OptionCode code, List<Ipv6Address> addresses) {
            return addresses.isEmpty()
                    ? this
                    : put(
                            code,
                            addresses.stream()
                                    .map(address -> Octets.of(address.octets()))
                                    .reduce(Octets.NONE, Octets::followedBy));
        }

        public Builder put(StatusCode status, String why) {
            return put(
                    Dhcp6OptionCode.STATUS_CODE,
                    Octets.ofInt(status.number()).part(2, 4).followedBy(Octets.ofText(why)));
        }

        public Builder put(IdentityAssociation association) {
            return put(Dhcp6OptionCode.IA_NA, association.encode());
        }

        public Dhcp6Options build() {
            return new Dhcp6Options(values);
        }
    }
}
