package io.metalwright.boot.smb;

/** @param port 445; Windows asks no other */
public record SmbSettings(int port) {
    public SmbSettings {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("The SMB port is " + port + ", which is no port");
        }
    }
}
