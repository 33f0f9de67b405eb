package io.metalwright.workflows.system;

import io.metalwright.model.SiteName;
import io.metalwright.model.spec.SystemLogin;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.StepTrouble;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.RunningSystem;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a running system is logged in to, and the key that it has shown. */
public final class SystemDoor {
    private final SiteName site;
    private final RunningSystem.@Nullable Login login;
    private final @Nullable String expectedKey;
    private @Nullable String shownKey;

    /** @param expectedKey what it must show, or null: then what it shows first counts */
    public SystemDoor(SiteName site, RunningSystem.@Nullable Login login, @Nullable String expectedKey) {
        this.site = site;
        this.login = login;
        this.expectedKey = expectedKey;
    }

    public static SystemDoor of(SiteName site, @Nullable SystemLogin system) {
        if (system == null || system.address() == null) {
            return new SystemDoor(site, null, null);
        }
        return new SystemDoor(
                site,
                new RunningSystem.Login(
                        system.address(),
                        system.portOrStandard(),
                        system.userOrRoot(),
                        system.password(),
                        system.privateKey()),
                system.hostKey());
    }

    @Nullable
    String expectedKey() {
        return expectedKey;
    }

    void shown(String key) {
        shownKey = key;
    }

    public RunningSystem.Login login() {
        if (login == null) {
            throw StepTrouble.lasting(
                    FailureTypes.REFUSED,
                    "No address of the installed system is known.",
                    "Cancel, and start another run with 'system.address'.");
        }
        return login;
    }

    public String hostKey() {
        if (shownKey == null) {
            throw new IllegalStateException("No host key yet: a step ran before the one that finds it");
        }
        return shownKey;
    }

    public <T> T site(Class<T> contract, Duration deadline) {
        return Calls.site(site, contract, deadline);
    }

    /** For what takes long, and is waited for when the run is cancelled. */
    public <T> T siteLong(Class<T> contract, Duration deadline) {
        return Calls.siteLong(site, contract, deadline);
    }
}
