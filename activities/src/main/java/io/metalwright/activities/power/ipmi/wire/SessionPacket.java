package io.metalwright.activities.power.ipmi.wire;

/**
 * What an IPMI packet's session header says, and its payload (IPMI 2.0 table 13-8). The first octet, the authentication type, tells the old form
 * from RMCP+.
 */
public sealed interface SessionPacket {
    int RMCP_PLUS = 0x06;

    int sessionId();

    Octets payload();

    /**
     * IPMI 1.5 outside of a session, authentication type none: what is asked before anybody logged in.
     */
    record Sessionless(int sequence, int sessionId, Octets payload) implements SessionPacket {
        public byte[] encode() {
            return new OctetWriter()
                    .octet(0)
                    .doubleWord(sequence)
                    .doubleWord(sessionId)
                    .octet(payload.length())
                    .octets(payload)
                    .toArray();
        }
    }

    /**
     * RMCP+ (IPMI 2.0).
     *
     * @param payload as it is sent: with {@code encrypted}, its confidentiality header and trailer included
     * @param trailer what follows the payload: nothing, or with {@code authenticated} an {@link IntegrityTrailer}
     */
    record RmcpPlus(
            PayloadType type,
            boolean encrypted,
            boolean authenticated,
            int sessionId,
            int sequence,
            Octets payload,
            Octets trailer)
            implements SessionPacket {
        public byte[] encode() {
            return new OctetWriter()
                    .octet(RMCP_PLUS)
                    .octet((encrypted ? 0x80 : 0) | (authenticated ? 0x40 : 0) | type.value())
                    .doubleWord(sessionId)
                    .doubleWord(sequence)
                    .word(payload.length())
                    .octets(payload)
                    .octets(trailer)
                    .toArray();
        }

        public RmcpPlus with(Octets newTrailer) {
            return new RmcpPlus(type, encrypted, authenticated, sessionId, sequence, payload, newTrailer);
        }
    }

    static SessionPacket decode(byte[] bytes) {
        Cursor cursor = new Cursor("IPMI session header", bytes);
        int authenticationType = cursor.octet("authentication type");
        return switch (authenticationType) {
            case 0 -> {
                int sequence = cursor.doubleWord("sequence");
                int sessionId = cursor.doubleWord("session id");
                yield new Sessionless(sequence, sessionId, cursor.octets("payload", cursor.octet("length")));
            }
            case RMCP_PLUS -> {
                int flags = cursor.octet("payload type");
                PayloadType type = PayloadType.decode(cursor, flags);
                int sessionId = cursor.doubleWord("session id");
                int sequence = cursor.doubleWord("sequence");
                Octets payload = cursor.octets("payload", cursor.word("length"));
                yield new RmcpPlus(
                        type, (flags & 0x80) != 0, (flags & 0x40) != 0, sessionId, sequence, payload, cursor.rest());
            }
            default -> throw cursor.malformed("authentication type 0 or 6", String.valueOf(authenticationType));
        };
    }
}
