package io.metalwright.api.console;

/** The last that a machine wrote, for those who come later. */
final class Scrollback {
    private static final int ROOM = 64 * 1024;

    private final byte[] ring = new byte[ROOM];
    private long written;

    void add(byte[] characters) {
        for (byte character : characters) {
            ring[(int) (written++ % ROOM)] = character;
        }
    }

    byte[] all() {
        int length = (int) Math.min(written, ROOM);
        var all = new byte[length];
        for (int i = 0; i < length; i++) {
            all[i] = ring[(int) ((written - length + i) % ROOM)];
        }
        return all;
    }
}
