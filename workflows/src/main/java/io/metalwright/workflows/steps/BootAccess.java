package io.metalwright.workflows.steps;

import io.temporal.activity.ActivityInterface;

/** Key pairs by which a site's workers log in to BootOS. Queue: {@code site-<name>}. */
@ActivityInterface
public interface BootAccess {
    /** The public key, in OpenSSH's form, of the pair that this name stands for. The same name gives the same key in every worker of the site. */
    String authorizedKey(String keyName);
}
