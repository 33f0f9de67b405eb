package io.metalwright.activities.power.ipmi.wire;

/** What an RMCP packet carries (IPMI 2.0 section 13.1.3). */
public record MessageClass(int value) {
    public static final MessageClass ASF = new MessageClass(0x06);
    public static final MessageClass IPMI = new MessageClass(0x07);
}
