package io.metalwright.activities.console;

/** Hears how a held line fares. */
interface LineNews {
    void opening();

    void open();

    /** Somebody outside of the product has it. */
    void taken(String why);

    void lost(String why);

    /** What was wished did not happen. */
    void refused(String why);

    void wrote(byte[] characters);
}
