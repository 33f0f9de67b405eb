package io.metalwright.workflows.steps;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What makes an installed system a host of virtual machines: libvirt over KVM. Queue: {@code site-<name>}. */
@ActivityInterface
public interface Virtualization {
    /**
     * @param hostKey logs in only where this key is shown
     * @param job names this attempt: what goes on by itself on the machine is found again by it
     */
    record Host(RunningSystem.Login login, String hostKey, String job) {}

    /** Where packages come from. */
    record Mirror(String url, @Nullable String key) {}

    /**
     * @param manager its package manager, {@code apt} or {@code dnf}
     * @param accelerated whether its processors virtualize; else guests run, slowly, by emulation
     * @param brought whether packages that {@link #install} brought are there; null where the worker does not tell
     */
    record Offer(
            String manager, boolean accelerated, @Nullable Boolean brought) {}

    /** @param text the answers of {@code virsh} in a sentence */
    record Proof(String text) {}

    /** Nothing is written. */
    @ActivityMethod(name = "LookForVirtualization")
    Offer look(Host host);

    /** Installs what is missing, and remembers there what was not there before. */
    @ActivityMethod(name = "InstallHypervisor")
    String install(Host host, @Nullable Mirror mirror);

    /** Service, default network and default pool run, and do so after each start of the system. */
    @ActivityMethod(name = "StartHypervisor")
    String start(Host host);

    /** Asks {@code virsh} for node, capabilities, network and pool. */
    @ActivityMethod(name = "ProveHypervisor")
    Proof prove(Host host);

    /** The guests that run. */
    @ActivityMethod(name = "ListRunningGuests")
    List<String> guests(Host host);

    /** Takes away what {@link #install} brought, and nothing else; tolerates that it brought nothing. */
    @ActivityMethod(name = "RemoveHypervisor")
    String remove(Host host);
}
