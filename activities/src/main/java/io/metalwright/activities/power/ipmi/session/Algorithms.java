package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.ipmi.wire.CipherSuite;

/**
 * What the numbers of a cipher suite mean (IPMI 2.0 sections 13.28 to 13.29, tables 13-17 to 13-19).
 *
 * @param exchange makes the codes of RAKP 2 and 3 and the keys
 * @param check makes the integrity check of RAKP 4
 * @param integrity signs packets
 */
public record Algorithms(CipherSuite suite, Mac exchange, Mac check, Mac integrity) {
    public static final Algorithms SUITE_3 =
            new Algorithms(CipherSuite.SUITE_3, Mac.HMAC_SHA1, Mac.HMAC_SHA1_96, Mac.HMAC_SHA1_96);
    static final Algorithms SUITE_17 =
            new Algorithms(CipherSuite.SUITE_17, Mac.HMAC_SHA256, Mac.HMAC_SHA256_128, Mac.HMAC_SHA256_128);
}
