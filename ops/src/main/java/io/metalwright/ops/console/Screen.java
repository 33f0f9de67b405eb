package io.metalwright.ops.console;

import java.io.IOException;

/** Where a console is shown. */
public interface Screen {
    /** What the machine wrote. */
    void show(byte[] characters) throws IOException;

    /** What we have to say of it. */
    void note(String text) throws IOException;
}
