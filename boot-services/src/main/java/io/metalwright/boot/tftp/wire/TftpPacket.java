package io.metalwright.boot.tftp.wire;

import io.metalwright.boot.wire.Octets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A TFTP packet (RFC 1350 section 5). */
public sealed interface TftpPacket {
    /**
     * RRQ.
     *
     * @param mode {@code octet} or {@code netascii}, in lower case
     * @param options by lower-case name, in the order in which they came (RFC 2347)
     */
    record ReadRequest(String file, String mode, Map<String, String> options) implements TftpPacket {
        public ReadRequest {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }

    /** WRQ, which is always refused. */
    record WriteRequest(String file) implements TftpPacket {}

    /** @param block its number modulo 65536 */
    record Data(int block, Octets content) implements TftpPacket {}

    record Acknowledgement(int block) implements TftpPacket {}

    /** @param code a number, since a stranger's may be none of ours */
    record Error(int code, String message) implements TftpPacket {}

    /** OACK (RFC 2347). */
    record OptionAcknowledgement(Map<String, String> options) implements TftpPacket {
        public OptionAcknowledgement {
            options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        }
    }
}
