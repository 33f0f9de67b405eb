package io.metalwright.activities.shell;

import java.time.Duration;

/**
 * How patient a shell is.
 *
 * @param connect for the TCP connection and the key exchange, each
 * @param admittance how long a refused connection or key is tried again: BootOS may hear of the key only now
 * @param keepAlive how often a silent machine is asked whether it lives; five questions without an answer are its end
 */
public record ShellTimes(Duration connect, Duration admittance, Duration keepAlive) {
    public static final ShellTimes USUAL =
            new ShellTimes(Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(10));
}
