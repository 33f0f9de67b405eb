package io.metalwright.boot.tftp.wire;

/** Error codes (RFC 1350 appendix I, and 8 of RFC 2347). */
public enum TftpError {
    NOT_DEFINED(0),
    FILE_NOT_FOUND(1),
    ACCESS_VIOLATION(2),
    DISK_FULL(3),
    ILLEGAL_OPERATION(4),
    UNKNOWN_TRANSFER(5),
    FILE_EXISTS(6),
    NO_SUCH_USER(7),
    OPTIONS_REFUSED(8);

    private final int number;

    TftpError(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
