package io.metalwright.workflows.run;

import io.metalwright.model.boot.AgentAccess;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.InstalledSystem;
import io.metalwright.model.boot.SignKind;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The machine's signs of life, as they reached this run. */
public final class Signs {
    private @Nullable BootSign last;
    private @Nullable AgentAccess agent;
    private @Nullable InstalledSystem system;
    private boolean installed;
    private @Nullable String stopped;
    private int count;
    private int agentsSeen;
    private int refusals;
    private int kernels;
    /** What was passed since the machine was last sent to boot. */
    private final Set<SignKind> passed = EnumSet.noneOf(SignKind.class);

    void take(BootSign sign) {
        last = sign;
        count++;
        passed.add(sign.kind());
        if (sign.kind() == SignKind.AGENT && sign.agent() != null) {
            agent = sign.agent();
            agentsSeen++;
        }
        if (sign.kind() == SignKind.KERNEL) {
            kernels++;
        }
        if (sign.kind() == SignKind.AGENT_REFUSED) {
            refusals++;
        }
        if (sign.kind() == SignKind.INSTALLED) {
            installed = true;
        }
        if (sign.kind() == SignKind.STOPPED) {
            stopped = sign.detail();
        }
        if (sign.kind() == SignKind.OS_READY) {
            system = sign.system();
        }
    }

    /** Signs so far: a wait sees a new one by this. */
    public int count() {
        return count;
    }

    /** Announcements so far. */
    public int agentsSeen() {
        return agentsSeen;
    }

    public Optional<AgentAccess> agent() {
        return Optional.ofNullable(agent);
    }

    public Optional<InstalledSystem> system() {
        return Optional.ofNullable(system);
    }

    /** Boots whose agent was refused, since the machine was last sent to boot. */
    public int refusals() {
        return refusals;
    }

    /** How often it has fetched a kernel, which it does once in a boot, since the machine was last sent to boot. */
    public int kernels() {
        return kernels;
    }

    /** Whether the machine took a boot loader from us in this boot, and nothing was ever heard of that loader. */
    public boolean isLoaderMute() {
        return passed.contains(SignKind.BOOT_FILE)
                && passed.stream().allMatch(kind -> kind.compareTo(SignKind.BOOT_FILE) <= 0);
    }

    /** Why the machine was given no address in this boot, where it came no further than to ask for one. */
    public Optional<String> refusedAddress() {
        return Optional.ofNullable(last)
                .filter(sign -> passed.equals(EnumSet.of(SignKind.NO_ADDRESS)))
                .map(BootSign::detail);
    }

    /** The agent that was known is gone; only a new announcement counts from now on. */
    public void forgetAgent() {
        agent = null;
        refusals = 0;
        kernels = 0;
        passed.clear();
    }

    /** A report of an installed system that came before is none of the one that is awaited now. */
    public void forgetSystem() {
        system = null;
    }

    /** Whether its distribution's installer has told that it is done. */
    public boolean installed() {
        return installed;
    }

    /** Why its distribution's installer gave up. */
    public Optional<String> stopped() {
        return Optional.ofNullable(stopped);
    }

    /** What an installer told that ran before is no word of the next one. */
    public void forgetInstaller() {
        installed = false;
        stopped = null;
    }

    /** The last sign in words: {@code fetched the kernel (10.77.0.20), 42 s ago}. */
    public Optional<String> last() {
        if (last == null) {
            return Optional.empty();
        }
        return Optional.of("it " + last.kind().phrase() + " (" + last.detail() + "), " + ago(last.at()) + " ago");
    }

    private static String ago(Instant then) {
        var passed = Duration.between(then, RunRecord.now());
        return passed.toMinutes() >= 2 ? passed.toMinutes() + " min" : Math.max(0, passed.toSeconds()) + " s";
    }
}
