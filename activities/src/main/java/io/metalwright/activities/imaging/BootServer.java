package io.metalwright.activities.imaging;

import java.util.Arrays;
import java.util.Optional;

/** Where a machine's BootOS came from, as the kernel's command line tells. */
public final class BootServer {
    private static final String PARAMETER = "metalwright.http=";

    private BootServer() {}

    /** The plain HTTP address without a slash at its end. */
    public static Optional<String> of(String commandLine) {
        return Arrays.stream(commandLine.strip().split("\\s+"))
                .filter(word -> word.startsWith(PARAMETER))
                .map(word -> word.substring(PARAMETER.length()).replaceAll("/+$", ""))
                .filter(address -> !address.isEmpty())
                .reduce((first, last) -> last);
    }
}
