package io.metalwright.ops.console;

import java.util.function.Consumer;

/** Where a console is opened, and opened again when it was lost. */
public interface ConsoleSource extends AutoCloseable {
    /** Such as {@code BMC 10.0.0.7} or {@code machine web-1}. */
    String name();

    /**
     * @param told hears what is to be said of the line while it is open
     * @throws ConsoleLost if it cannot be opened now
     */
    ConsoleLine open(Consumer<String> told);

    @Override
    void close();
}
