package io.metalwright.activities.power.ipmi.wire;

/** Deactivate Payload (IPMI 2.0 section 24.2). Ends the payload whichever session has it. */
public record DeactivatePayload(PayloadType type, int instance) implements AcknowledgedCommand {
    public static final CompletionCode ALREADY = new CompletionCode(0x80);

    @Override
    public String name() {
        return "Deactivate Payload";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x49;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter().octet(type.value()).octet(instance).reserved(4).toArray();
    }
}
