package io.metalwright.model.boot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an installer, a first boot or firmware fetches of a machine. */
public enum DocumentKind {
    /** Of a machine that no run awaits: the script of {@code /ipxe}, instead of BootOS or its disk. */
    IPXE("text/plain;charset=utf-8"),
    /** The URL of a unified kernel image, which {@code /httpboot} tells a DHCP server. */
    HTTPBOOT("text/plain;charset=utf-8"),
    IGNITION("application/vnd.coreos.ignition+json"),
    /** Of cloud-init's NoCloud source, as the next three. */
    META_DATA("text/yaml;charset=utf-8"),
    USER_DATA("text/plain;charset=utf-8"),
    VENDOR_DATA("text/plain;charset=utf-8"),
    NETWORK_CONFIG("text/yaml;charset=utf-8"),
    KICKSTART("text/plain;charset=utf-8"),
    PRESEED("text/plain;charset=utf-8"),
    /** Of Ubuntu's installer: cloud-init user data with the key {@code autoinstall}. */
    AUTOINSTALL("text/plain;charset=utf-8"),
    AUTOYAST("application/xml;charset=utf-8");

    private final String contentType;

    DocumentKind(String contentType) {
        this.contentType = contentType;
    }

    public String contentType() {
        return contentType;
    }

    @JsonCreator
    public static DocumentKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no kind of document: "
                        + Arrays.stream(values()).map(DocumentKind::word).collect(Collectors.joining(", "))));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
