package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.ipmi.wire.CipherSuite;
import java.util.List;
import java.util.Optional;

/**
 * What the numbers of a cipher suite mean (IPMI 2.0 sections 13.28 to 13.29, tables 13-17 to 13-19 and 22-20).
 *
 * @param number of the suite in table 22-20
 * @param exchange makes the codes of RAKP 2 and 3 and the keys
 * @param check makes the integrity check of RAKP 4
 * @param integrity signs packets
 * @param encrypted packets are, by AES-CBC-128
 */
public record Algorithms(int number, CipherSuite suite, Mac exchange, Mac check, Mac integrity, boolean encrypted) {
    /** Passwords are proven, and nothing is protected after that. */
    static final Algorithms SUITE_1 =
            new Algorithms(1, new CipherSuite(1, 0, 0), Mac.HMAC_SHA1, Mac.HMAC_SHA1_96, Mac.NONE, false);

    /** Packets are signed and readable by all. */
    static final Algorithms SUITE_2 =
            new Algorithms(2, new CipherSuite(1, 1, 0), Mac.HMAC_SHA1, Mac.HMAC_SHA1_96, Mac.HMAC_SHA1_96, false);

    public static final Algorithms SUITE_3 =
            new Algorithms(3, CipherSuite.SUITE_3, Mac.HMAC_SHA1, Mac.HMAC_SHA1_96, Mac.HMAC_SHA1_96, true);

    public static final Algorithms SUITE_17 =
            new Algorithms(17, CipherSuite.SUITE_17, Mac.HMAC_SHA256, Mac.HMAC_SHA256_128, Mac.HMAC_SHA256_128, true);

    /** What is tried with a BMC that nobody said otherwise of, best first. */
    public static final List<Algorithms> SAFE = List.of(SUITE_17, SUITE_3);

    private static final List<Algorithms> KNOWN = List.of(SUITE_17, SUITE_3, SUITE_2, SUITE_1);

    /** The suite of that number, if we speak it. Suite 0, which lets in without a password, is none of ours. */
    public static Optional<Algorithms> numbered(int number) {
        return KNOWN.stream().filter(known -> known.number() == number).findFirst();
    }
}
