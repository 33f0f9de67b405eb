package io.metalwright.boot.dns;

import io.metalwright.boot.metrics.Counters;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Answers for the site's zone and for the addresses of its segments, with authority. Whatever else is asked is refused: a resolver that anybody
 * may use would be used against others.
 */
public final class DnsResponder {
    /** A machine's address changes with its plan. */
    private static final long TTL = 60;
    /** RFC 2308: a name that is not there may be there in a moment. */
    private static final long NEGATIVE_TTL = 5;
    /** Nobody transfers the zone, so nobody compares it. */
    private static final long SERIAL = 1;
    /** RFC 1035 section 4.2.1. */
    private static final int PLAIN_UDP = 512;
    /** What passes everywhere in one packet (DNS flag day 2020). */
    private static final int EXTENDED_UDP = 1232;

    private final SiteNames names;
    private final Counters counters;
    private final Name zone;
    private final Name server;
    private final Name reverse;
    private final Name ipv6Reverse;

    public DnsResponder(SiteNames names, Counters counters) {
        this.names = names;
        this.counters = counters;
        zone = name(names.zone() + ".");
        server = name("boot." + names.zone() + ".");
        reverse = name("in-addr.arpa.");
        ipv6Reverse = name("ip6.arpa.");
    }

    /**
     * @param asked our address to which the packet came
     * @return nothing for what is no question
     */
    Optional<byte[]> overUdp(byte[] packet, Ipv4Address asked) {
        return answer(packet, asked, OptionalInt.empty());
    }

    Optional<byte[]> overTcp(byte[] packet, Ipv4Address asked) {
        return answer(packet, asked, OptionalInt.of(Message.MAXLENGTH));
    }

    private Optional<byte[]> answer(byte[] packet, Ipv4Address asked, OptionalInt room) {
        counters.count("dns_questions");
        Message question;
        try {
            question = new Message(packet);
        } catch (IOException | RuntimeException e) {
            counters.count("dns_malformed");
            return Optional.empty();
        }
        // An answer that were answered would go to and fro for ever.
        if (question.getHeader().getFlag(Flags.QR)) {
            counters.count("dns_malformed");
            return Optional.empty();
        }
        var answer = answer(question, asked);
        counters.count("dns_answers", "rcode", Rcode.string(answer.getRcode()));
        var extension = question.getOPT();
        return Optional.of(answer.toWire(room.orElseGet(() ->
                extension == null ? PLAIN_UDP : Math.clamp(extension.getPayloadSize(), PLAIN_UDP, EXTENDED_UDP))));
    }

    private Message answer(Message question, Ipv4Address asked) {
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setOpcode(question.getHeader().getOpcode());
        if (question.getHeader().getFlag(Flags.RD)) {
            answer.getHeader().setFlag(Flags.RD);
        }
        var record = question.getQuestion();
        if (record != null) {
            answer.addRecord(record, Section.QUESTION);
        }
        if (question.getOPT() != null) {
            answer.addRecord(new OPTRecord(EXTENDED_UDP, 0, 0), Section.ADDITIONAL);
        }
        answer.getHeader().setRcode(rcode(question, record, asked, answer));
        return answer;
    }

    private int rcode(Message question, @Nullable Record record, Ipv4Address asked, Message answer) {
        if (question.getHeader().getOpcode() != Opcode.QUERY) {
            return Rcode.NOTIMP;
        }
        if (record == null || question.getHeader().getCount(Section.QUESTION) != 1) {
            return Rcode.FORMERR;
        }
        if (record.getDClass() != DClass.IN || record.getType() == Type.AXFR || record.getType() == Type.IXFR) {
            return Rcode.REFUSED;
        }
        if (record.getName().subdomain(zone)) {
            return forward(record, asked, answer);
        }
        if (record.getName().subdomain(reverse)) {
            return backward(record, address(record.getName()), asked, answer);
        }
        return record.getName().subdomain(ipv6Reverse)
                ? backward(record, ipv6Address(record.getName()), asked, answer)
                : Rcode.REFUSED;
    }

    private int forward(Record question, Ipv4Address asked, Message answer) {
        answer.getHeader().setFlag(Flags.AA);
        var name = question.getName();
        if (name.equals(zone)) {
            if (wants(question, Type.SOA)) {
                answer.addRecord(authority(zone), Section.ANSWER);
            }
            if (wants(question, Type.NS)) {
                answer.addRecord(new NSRecord(zone, DClass.IN, TTL, server), Section.ANSWER);
            }
            return orNothing(answer, zone, Rcode.NOERROR);
        }
        Optional<Ipv4Address> address;
        List<Ipv6Address> ipv6Addresses = List.of();
        if (name.equals(server)) {
            address = Optional.of(asked);
        } else {
            var machine = name.labels() == zone.labels() + 1
                    ? names.machine(name.getLabelString(0).toLowerCase(Locale.ROOT))
                    : Optional.<MachineBoot>empty();
            if (machine.isEmpty()) {
                return orNothing(answer, zone, Rcode.NXDOMAIN);
            }
            address = names.address(machine.get());
            ipv6Addresses = names.ipv6Addresses(machine.get());
        }
        if (wants(question, Type.A)) {
            address.ifPresent(each -> answer.addRecord(new ARecord(name, DClass.IN, TTL, inet(each)), Section.ANSWER));
        }
        if (wants(question, Type.AAAA)) {
            ipv6Addresses.forEach(
                    each -> answer.addRecord(new AAAARecord(name, DClass.IN, TTL, inet(each)), Section.ANSWER));
        }
        return orNothing(answer, zone, Rcode.NOERROR);
    }

    /** @param address whose name is asked for; empty where none can be read from the question */
    private int backward(Record question, Optional<? extends IpAddress> address, Ipv4Address asked, Message answer) {
        var name = question.getName();
        if (address.isEmpty() || !names.serves(address.get())) {
            return Rcode.REFUSED;
        }
        answer.getHeader().setFlag(Flags.AA);
        var network = new Name(name, 1);
        var holder = address.get().equals(asked)
                ? Optional.of(server)
                : names.label(address.get()).map(label -> name(label + "." + names.zone() + "."));
        if (holder.isEmpty()) {
            return orNothing(answer, network, Rcode.NXDOMAIN);
        }
        if (wants(question, Type.PTR)) {
            answer.addRecord(new PTRRecord(name, DClass.IN, TTL, holder.get()), Section.ANSWER);
        }
        return orNothing(answer, network, Rcode.NOERROR);
    }

    /** RFC 2308 section 3: what is not there is said with the SOA, which tells for how long to believe it. */
    private int orNothing(Message answer, Name apex, int rcode) {
        if (answer.getHeader().getCount(Section.ANSWER) == 0) {
            answer.addRecord(authority(apex), Section.AUTHORITY);
        }
        return rcode;
    }

    private SOARecord authority(Name apex) {
        return new SOARecord(
                apex,
                DClass.IN,
                NEGATIVE_TTL,
                server,
                name("hostmaster." + names.zone() + "."),
                SERIAL,
                3600,
                600,
                86_400,
                NEGATIVE_TTL);
    }

    private static boolean wants(Record question, int type) {
        return question.getType() == type || question.getType() == Type.ANY;
    }

    /** RFC 1035 section 3.5. */
    private static Optional<Ipv4Address> address(Name reversed) {
        // Four octets and in-addr, arpa and the root.
        if (reversed.labels() != 7) {
            return Optional.empty();
        }
        int bits = 0;
        for (int i = 3; i >= 0; i--) {
            var octet = reversed.getLabelString(i);
            if (!octet.matches("0|[1-9]\\d{0,2}") || Integer.parseInt(octet) > 255) {
                return Optional.empty();
            }
            bits = bits << 8 | Integer.parseInt(octet);
        }
        return Optional.of(Ipv4Address.ofBits(bits));
    }

    /** RFC 3596 section 2.5. */
    private static Optional<Ipv6Address> ipv6Address(Name reversed) {
        // Thirty-two digits, the last one first, and ip6, arpa and the root.
        if (reversed.labels() != 35) {
            return Optional.empty();
        }
        var digits = new StringBuilder();
        for (int i = 31; i >= 0; i--) {
            var digit = reversed.getLabelString(i);
            if (!digit.matches("[0-9a-fA-F]")) {
                return Optional.empty();
            }
            digits.append(digit);
        }
        return Optional.of(
                new Ipv6Address(Long.parseUnsignedLong(digits, 0, 16, 16), Long.parseUnsignedLong(digits, 16, 32, 16)));
    }

    private static InetAddress inet(IpAddress address) {
        var octets = switch (address) {
            case Ipv4Address ofIpv4 -> ByteBuffer.allocate(4).putInt(ofIpv4.bits());
            case Ipv6Address ofIpv6 ->
                ByteBuffer.allocate(16).putLong(ofIpv6.high()).putLong(ofIpv6.low());
        };
        try {
            return InetAddress.getByAddress(octets.array());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 octets are an address", e);
        }
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no domain name: " + e.getMessage(), e);
        }
    }
}
