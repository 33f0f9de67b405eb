package io.metalwright.boot.tftp.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a transfer is agreed to be (RFC 2347 to 2349, 7440).
 *
 * @param blockSize bytes of data in a block
 * @param windowSize blocks sent before an acknowledgement is awaited
 * @param timeout the longest to wait before something is sent again
 * @param accepted what the OACK says; empty when there is none
 */
public record TransferTerms(int blockSize, int windowSize, Duration timeout, Map<String, String> accepted) {
    /** RFC 1350. */
    private static final int STANDARD_BLOCK = 512;
    /** RFC 2348: up to 65464. Ours fit one Ethernet frame (1500 - 20 - 8 - 4): firmware reassembles IP fragments badly or not at all. */
    private static final int LARGEST_BLOCK = 1468;

    private static final int LARGEST_WINDOW = 64;
    private static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(2);

    /** Unknown options and values out of bounds are passed over, as RFC 2347 wants; a block or window too large is answered by a smaller one. */
    public static TransferTerms of(Map<String, String> wished, long fileSize) {
        int blockSize = STANDARD_BLOCK;
        int windowSize = 1;
        var timeout = STANDARD_TIMEOUT;
        var accepted = new LinkedHashMap<String, String>();
        for (var option : wished.entrySet()) {
            var number = number(option.getValue());
            if (number.isEmpty()) {
                continue;
            }
            long value = number.getAsLong();
            switch (option.getKey()) {
                case "blksize" -> {
                    if (value >= 8 && value <= 65_464) {
                        blockSize = (int) Math.min(value, LARGEST_BLOCK);
                        accepted.put("blksize", Integer.toString(blockSize));
                    }
                }
                case "windowsize" -> {
                    if (value >= 1 && value <= 65_535) {
                        windowSize = (int) Math.min(value, LARGEST_WINDOW);
                        accepted.put("windowsize", Integer.toString(windowSize));
                    }
                }
                case "timeout" -> {
                    if (value >= 1 && value <= 255) {
                        timeout = Duration.ofSeconds(value);
                        accepted.put("timeout", Long.toString(value));
                    }
                }
                case "tsize" -> accepted.put("tsize", Long.toString(fileSize));
                default -> {}
            }
        }
        return new TransferTerms(blockSize, windowSize, timeout, accepted);
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
