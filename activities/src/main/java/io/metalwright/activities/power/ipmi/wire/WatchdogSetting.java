package io.metalwright.activities.power.ipmi.wire;

/**
 * What the watchdog watches and does (IPMI 2.0 section 27.6).
 *
 * @param logged false: an expiry is not written into the SEL
 * @param use 1 BIOS or FRB2, 2 BIOS or POST, 3 loading of the operating system, 4 the operating system, 5 a maker's own
 * @param action 0 none, 1 reset, 2 power down, 3 power cycle
 * @param warning before it acts: 0 none, 1 SMI, 2 NMI, 3 messaging interrupt
 * @param warningSeconds so long before it acts
 * @param expired bits of the uses whose timer has expired; set, those are cleared
 * @param countdown tenths of a second
 */
public record WatchdogSetting(
        boolean logged, int use, int action, int warning, int warningSeconds, int expired, int countdown) {
    byte[] encode() {
        return new OctetWriter()
                .octet((logged ? 0 : 0x80) | use)
                .octet(warning << 4 | action)
                .octet(warningSeconds)
                .octet(expired)
                .word(countdown)
                .toArray();
    }
}
