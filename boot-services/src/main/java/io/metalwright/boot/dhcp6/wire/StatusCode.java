package io.metalwright.boot.dhcp6.wire;

/** RFC 8415 section 21.13. */
public enum StatusCode {
    SUCCESS(0),
    NO_ADDRESSES_AVAILABLE(2),
    NO_BINDING(3),
    NOT_ON_LINK(4),
    NO_PREFIX_AVAILABLE(6);

    private final int number;

    StatusCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
