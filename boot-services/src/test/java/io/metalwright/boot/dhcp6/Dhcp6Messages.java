package io.metalwright.boot.dhcp6;

import io.metalwright.boot.dhcp6.wire.Dhcp6Encoder;
import io.metalwright.boot.dhcp6.wire.Dhcp6Message;
import io.metalwright.boot.dhcp6.wire.Dhcp6MessageType;
import io.metalwright.boot.dhcp6.wire.Dhcp6Option;
import io.metalwright.boot.dhcp6.wire.Dhcp6OptionCode;
import io.metalwright.boot.dhcp6.wire.Dhcp6Options;
import io.metalwright.boot.dhcp6.wire.Dhcp6Packet;
import io.metalwright.boot.dhcp6.wire.IdentityAssociation;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.network.Ipv6Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Messages as clients write them. */
public final class Dhcp6Messages {
    static final Octets DUID = Octets.ofHex("00030001525400990601");

    public static final List<Dhcp6Option> AS_HTTP_BOOT = List.of(
            vendorClass("HTTPClient:Arch:00016:UNDI:003001"),
            new Dhcp6Option(Dhcp6OptionCode.CLIENT_ARCHITECTURE, Octets.ofHex("0010")));
    public static final List<Dhcp6Option> AS_PXE = List.of(
            vendorClass("PXEClient:Arch:00007:UNDI:003001"),
            new Dhcp6Option(Dhcp6OptionCode.CLIENT_ARCHITECTURE, Octets.ofHex("0007")));
    public static final List<Dhcp6Option> AS_IPXE = List.of(
            vendorClass("PXEClient:Arch:00007:UNDI:003010"),
            new Dhcp6Option(Dhcp6OptionCode.USER_CLASS, Octets.ofHex("000469505845")),
            new Dhcp6Option(Dhcp6OptionCode.CLIENT_ARCHITECTURE, Octets.ofHex("0007")));
    public static final List<Dhcp6Option> AS_NOBODY = List.of();

    private Dhcp6Messages() {}

    public static byte[] encoded(Dhcp6MessageType type, List<Dhcp6Option> more) {
        return Dhcp6Encoder.encode(new Dhcp6Packet(List.of(), message(type, more)));
    }

    /** With an IA_NA without an address. */
    public static Dhcp6Message message(Dhcp6MessageType type, List<Dhcp6Option> more) {
        var options = new ArrayList<>(more);
        options.add(new Dhcp6Option(Dhcp6OptionCode.CLIENT_IDENTIFIER, DUID));
        options.add(new Dhcp6Option(Dhcp6OptionCode.IA_NA, Octets.ofHex("00990601" + "0".repeat(16))));
        return new Dhcp6Message(type, 0x123456, new Dhcp6Options(options));
    }

    static Dhcp6Message with(Dhcp6Message message, Dhcp6OptionCode code, Octets value) {
        var options = new ArrayList<>(message.options().values());
        options.add(new Dhcp6Option(code, value));
        return new Dhcp6Message(message.type(), message.transactionId(), new Dhcp6Options(options));
    }

    /** The same with this address in its IA_NA. */
    static Dhcp6Message naming(Dhcp6Message message, Ipv6Address address) {
        var options = Dhcp6Options.builder();
        for (var option : message.options().values()) {
            if (option.code().equals(Dhcp6OptionCode.IA_NA)) {
                options.put(IdentityAssociation.of(0x00990601, address, Duration.ofHours(1), List.of()));
            } else {
                options.put(option.code(), option.value());
            }
        }
        return new Dhcp6Message(message.type(), message.transactionId(), options.build());
    }

    static Dhcp6Message without(Dhcp6Message message, Dhcp6OptionCode code) {
        return new Dhcp6Message(
                message.type(),
                message.transactionId(),
                new Dhcp6Options(message.options().values().stream()
                        .filter(option -> !option.code().equals(code))
                        .toList()));
    }

    private static Dhcp6Option vendorClass(String name) {
        byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        return new Dhcp6Option(
                Dhcp6OptionCode.VENDOR_CLASS,
                Octets.ofHex("00000157")
                        .followedBy(Octets.ofInt(text.length).part(2, 4))
                        .followedBy(Octets.of(text)));
    }
}
