package io.metalwright.api.console;

/** The other end of a WebSocket. Nothing here waits for it: who is too slow to take what is sent is left behind. */
interface Peer {
    void send(byte[] characters);

    /** @param json an object */
    void say(String json);

    void close(String reason);
}
