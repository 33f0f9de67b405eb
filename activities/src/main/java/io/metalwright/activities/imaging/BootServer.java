package io.metalwright.activities.imaging;

import java.util.Arrays;
import java.util.Optional;

/** Where a machine's BootOS came from, as the kernel's command line tells. */
public final class BootServer {
    private static final String PLAIN = "metalwright.http=";
    private static final String SECURED = "metalwright.url=";

    private BootServer() {}

    /** The plain HTTP address without a slash at its end. */
    public static Optional<String> of(String commandLine) {
        return parameter(PLAIN, commandLine);
    }

    /** The same server's address with TLS. */
    public static Optional<String> secured(String commandLine) {
        return parameter(SECURED, commandLine);
    }

    private static Optional<String> parameter(String name, String commandLine) {
        return Arrays.stream(commandLine.strip().split("\\s+"))
                .filter(word -> word.startsWith(name))
                .map(word -> word.substring(name.length()).replaceAll("/+$", ""))
                .filter(address -> !address.isEmpty())
                .reduce((first, last) -> last);
    }
}
