package io.metalwright.workflows.steps;

import io.metalwright.model.SecretReference;
import io.metalwright.model.hardware.HardwareReport;
import io.metalwright.model.network.Ipv4Address;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** A system that runs on a machine and was installed by somebody else, as SSH reaches it. Queue: {@code site-<name>}. */
@ActivityInterface
public interface RunningSystem {
    /** Who logs in where; one of the secrets is given. */
    record Login(
            Ipv4Address address,
            int port,
            String user,
            @Nullable SecretReference password,
            @Nullable SecretReference privateKey) {}

    /**
     * @param key in OpenSSH's form
     * @param fingerprint as {@code ssh-keygen -l} prints it
     */
    record HostKey(String key, String fingerprint) {}

    record Found(
            HardwareReport report,
            String hostname,
            @Nullable String os,
            String kernel) {}

    /** The host key that is shown; nobody logs in. */
    @ActivityMethod(name = "ReadHostKey")
    HostKey hostKey(Ipv4Address address, int port);

    /** What the system knows of the hardware and of itself. Logs in only where this key is shown, and reads: nothing is written or installed. */
    @ActivityMethod(name = "CollectFromSystem")
    Found collect(Login login, String hostKey);
}
