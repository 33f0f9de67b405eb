package io.metalwright.activities.power.ipmi.wire;

/** Get Payload Activation Status (IPMI 2.0 section 24.4). */
public record GetPayloadActivationStatus(PayloadType type) implements IpmiCommand<GetPayloadActivationStatus.Answer> {

    /**
     * @param capacity how many instances may be active at once
     * @param active bit n: instance n + 1 is active
     */
    public record Answer(int capacity, int active) {
        public boolean isActive(int instance) {
            return (active >>> (instance - 1) & 1) != 0;
        }
    }

    @Override
    public String name() {
        return "Get Payload Activation Status";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x4A;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter().octet(type.value()).toArray();
    }

    @Override
    public Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int capacity = cursor.octet("capacity") & 0x0F;
        return new Answer(capacity, cursor.word("active instances"));
    }
}
