package io.metalwright.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an installed machine is for, as far as we have made it that. */
public enum MachineRole {
    PLAIN,
    /** It carries virtual machines, by libvirt and KVM. */
    KVM_HOST;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
