package io.metalwright.model.boot;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.metalwright.model.installer.InstallerOrder;
import java.util.List;

/** What one machine gets when it network-boots or HTTP-boots next. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BootPlan.BootOs.class, name = "bootos"),
    @JsonSubTypes.Type(value = BootPlan.LocalDisk.class, name = "local-disk"),
    @JsonSubTypes.Type(value = BootPlan.Installer.class, name = "installer")
})
public sealed interface BootPlan {
    /**
     * The ramdisk.
     *
     * @param wanted whether there is work for the agent now
     * @param authorizedKeys public keys in OpenSSH's form that may log in as root; empty while nobody has work
     */
    record BootOs(boolean wanted, List<String> authorizedKeys) implements BootPlan {
        public BootOs {
            authorizedKeys = List.copyOf(authorizedKeys);
        }
    }

    /**
     * The firmware goes on with its first disk.
     *
     * @param authorizedKeys who may still log in to a ramdisk that is up, and which somebody has to restart
     */
    record LocalDisk(List<String> authorizedKeys) implements BootPlan {
        public LocalDisk {
            authorizedKeys = authorizedKeys == null ? List.of() : List.copyOf(authorizedKeys);
        }

        public LocalDisk() {
            this(List.of());
        }
    }

    /** A distribution's own installer. */
    record Installer(InstallerOrder order) implements BootPlan {}
}
