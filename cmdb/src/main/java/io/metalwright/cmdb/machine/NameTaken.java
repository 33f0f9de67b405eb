package io.metalwright.cmdb.machine;

/** Two machines cannot have one name. */
public final class NameTaken extends RuntimeException {
    NameTaken(String name, Throwable cause) {
        super("Another machine is named '" + name + "'", cause);
    }
}
