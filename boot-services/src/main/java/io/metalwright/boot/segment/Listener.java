package io.metalwright.boot.segment;

/** Something that receives on a socket of its own until it is closed, or until its interface goes away. */
public interface Listener extends AutoCloseable {
    boolean isAlive();

    @Override
    void close();
}
