package io.metalwright.activities.keys;

import io.metalwright.workflows.steps.BootAccess;

/** Derives the key pairs from the site's key. */
public final class DerivedBootAccess implements BootAccess {
    private final SiteKeys keys;

    public DerivedBootAccess(SiteKeys keys) {
        this.keys = keys;
    }

    @Override
    public String authorizedKey(String keyName) {
        return keys.sshKey(keyName).authorizedKey();
    }
}
