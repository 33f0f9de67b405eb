package io.metalwright.activities.health.trap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An SNMPv1 trap (RFC 1157 section 4.1.6).
 *
 * @param enterprise whose trap it is, as {@code 1.3.6.1.4.1.3183.1.1}
 * @param generic 6: the enterprise's own
 * @param specific which of its own
 * @param variables that are octet strings; others are passed over
 */
public record SnmpTrap(String enterprise, int generic, long specific, List<Variable> variables) {
    private static final int TRAP = 0xA4;
    private static final int NETWORK_ADDRESS = 0x40;
    private static final int TIME_TICKS = 0x43;

    /** @param value as it came; not to be changed */
    @SuppressWarnings("ArrayRecordComponent") // lives from the datagram to its reading
    public record Variable(String name, byte[] value) {}

    /** @throws MalformedTrap for everything else */
    public static SnmpTrap decode(byte[] datagram) {
        var message = new Ber(datagram).inside(Ber.SEQUENCE, "the message");
        long version = message.integer(Ber.INTEGER, "the version");
        if (version != 0) {
            throw new MalformedTrap(0, "version 0 (SNMPv1)", String.valueOf(version));
        }
        message.octets(Ber.OCTET_STRING, "the community");
        var trap = message.inside(TRAP, "a trap");
        var enterprise = trap.objectIdentifier("the enterprise");
        trap.octets(NETWORK_ADDRESS, "the agent's address");
        long generic = trap.integer(Ber.INTEGER, "the generic trap");
        long specific = trap.integer(Ber.INTEGER, "the specific trap");
        trap.integer(TIME_TICKS, "the time stamp");
        var variables = new ArrayList<Variable>();
        var list = trap.inside(Ber.SEQUENCE, "the variables");
        while (!list.isAtEnd()) {
            var variable = list.inside(Ber.SEQUENCE, "a variable");
            var name = variable.objectIdentifier("a variable's name");
            if (variable.tag() == Ber.OCTET_STRING) {
                variables.add(new Variable(name, variable.octets(Ber.OCTET_STRING, "a variable's value")));
            }
        }
        return new SnmpTrap(enterprise, (int) generic, specific, List.copyOf(variables));
    }

    public Optional<byte[]> value(String name) {
        return variables.stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .map(Variable::value);
    }
}
