package io.metalwright.activities.power.ipmi.wire;

/** BMC Message Channel Info Record (IPMI 2.0 section 43.11), which IPMI 1.0 had instead of Get Channel Info: an octet a channel, 0 to 7. */
public record MessageChannelInfoRecord(int id, Octets channels) implements SdrRecord {
    static MessageChannelInfoRecord decode(int id, Cursor cursor) {
        return new MessageChannelInfoRecord(id, cursor.octets("channels", 8));
    }
}
