package io.metalwright.boot.dhcp.wire;

import io.metalwright.boot.wire.Octets;
import io.metalwright.model.network.Ipv4Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options in the order in which they came, raw; each is typed when it is read, and one of a wrong length reads as absent. */
public record DhcpOptions(Map<OptionCode, Octets> values) {
    public static final DhcpOptions NONE = new DhcpOptions(Map.of());

    public DhcpOptions {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Optional<Octets> octets(OptionCode code) {
        return Optional.ofNullable(values.get(code));
    }

    public Optional<String> text(OptionCode code) {
        return octets(code).map(Octets::text);
    }

    public Optional<Ipv4Address> address(OptionCode code) {
        return octets(code).filter(value -> value.length() == 4).map(value -> addressAt(value, 0));
    }

    public Optional<Integer> unsignedByte(OptionCode code) {
        return octets(code).filter(value -> value.length() == 1).map(value -> value.unsigned(0));
    }

    /** 16-bit numbers; option 93 is a list of them (RFC 4578 section 2.1). */
    public List<Integer> unsignedShorts(OptionCode code) {
        var numbers = new ArrayList<Integer>();
        octets(code).filter(value -> value.length() % 2 == 0).ifPresent(value -> {
            for (int i = 0; i < value.length(); i += 2) {
                numbers.add(value.unsigned(i) << 8 | value.unsigned(i + 1));
            }
        });
        return numbers;
    }

    public boolean asksFor(OptionCode wanted) {
        return octets(OptionCode.PARAMETER_REQUEST_LIST)
                .filter(list ->
                        new String(list.bytes(), StandardCharsets.ISO_8859_1).indexOf((char) wanted.number()) >= 0)
                .isPresent();
    }

    /** These and one more. */
    public DhcpOptions with(OptionCode code, Ipv4Address value) {
        return more().put(code, value).build();
    }

    /** These and one more. */
    public DhcpOptions with(OptionCode code, String value) {
        return more().put(code, value).build();
    }

    /** These and one more. */
    public DhcpOptions with(OptionCode code, Octets value) {
        return more().put(code, value).build();
    }

    /** These, to be added to. */
    public Builder more() {
        return new Builder(new LinkedHashMap<>(values));
    }

    /** Options in the order in which they are put; one put again keeps its place. */
    public static final class Builder {
        private final Map<OptionCode, Octets> values;

        private Builder(Map<OptionCode, Octets> values) {
            this.values = values;
        }

        public Builder put(OptionCode code, Octets value) {
            values.put(code, value);
            return this;
        }

        public Builder put(OptionCode code, Ipv4Address value) {
            return put(code, Octets.ofInt(value.bits()));
        }

        public Builder put(OptionCode code, String value) {
            return put(code, Octets.ofText(value));
        }

        public Builder put(OptionCode code, Duration value) {
            return put(code, Octets.ofInt((int) value.toSeconds()));
        }

        /** None where there is no address. */
        public Builder put(OptionCode code, List<Ipv4Address> addresses) {
            var joined = Octets.NONE;
            for (Ipv4Address address : addresses) {
                joined = joined.followedBy(Octets.ofInt(address.bits()));
            }
            return joined.isEmpty() ? this : put(code, joined);
        }

        public DhcpOptions build() {
            return new DhcpOptions(values);
        }
    }

    private static Ipv4Address addressAt(Octets value, int index) {
        return Ipv4Address.ofBits(value.unsigned(index) << 24
                | value.unsigned(index + 1) << 16
                | value.unsigned(index + 2) << 8
                | value.unsigned(index + 3));
    }
}
