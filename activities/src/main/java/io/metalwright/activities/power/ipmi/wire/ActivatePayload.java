package io.metalwright.activities.power.ipmi.wire;

/**
 * Activate Payload for serial over LAN (IPMI 2.0 section 24.1).
 *
 * @param encrypted whether the characters travel encrypted; the session must agree
 * @param authenticated whether their packets are signed; the session must agree
 */
public record ActivatePayload(PayloadType type, int instance, boolean encrypted, boolean authenticated)
        implements IpmiCommand<ActivatePayload.Answer> {
    public static final CompletionCode ACTIVE_ELSEWHERE = new CompletionCode(0x80);
    public static final CompletionCode DISABLED = new CompletionCode(0x81);
    public static final CompletionCode TOO_MANY = new CompletionCode(0x82);
    public static final CompletionCode NOT_ENCRYPTED = new CompletionCode(0x83);
    public static final CompletionCode ONLY_ENCRYPTED = new CompletionCode(0x84);

    /** Alerts on a serial port that is shared succeed while SOL is active (table 24-2). */
    private static final int ALERTS_SUCCEED = 0x08;

    /**
     * @param inboundSize octets that a payload to the BMC may have, SOL's own header included
     * @param outboundSize octets that a payload from the BMC has at most
     * @param port UDP port on which the payload is spoken
     */
    public record Answer(int inboundSize, int outboundSize, int port) {}

    @Override
    public String name() {
        return "Activate Payload";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x48;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .octet(type.value())
                .octet(instance)
                .octet((encrypted ? 0x80 : 0) | (authenticated ? 0x40 : 0) | ALERTS_SUCCEED)
                .reserved(3)
                .toArray();
    }

    @Override
    public Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        cursor.skip("auxiliary information", 4);
        int inbound = cursor.word("inbound payload size");
        int outbound = cursor.word("outbound payload size");
        return new Answer(inbound, outbound, cursor.word("UDP port"));
    }
}
