package io.metalwright.ops.console;

import java.time.Duration;

/** An open way to a machine's serial console. */
public interface ConsoleLine extends AutoCloseable {
    /**
     * What the machine wrote; waits for the first of it.
     *
     * @throws ConsoleLost when nothing more comes
     */
    byte[] read(Duration wait);

    /** @throws IllegalStateException if it is not taken just now, with what would help */
    void write(byte[] octets);

    void sendBreak();

    /** Asks to be the one who writes. */
    void takeOver();

    @Override
    void close();
}
