package io.metalwright.activities.postinstall;

import io.metalwright.activities.failures.Failures;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.shell.Command;
import io.metalwright.model.boot.AgentAccess;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;

/** The restart that ends a boot of BootOS. Done again, it does not restart the system that came up since. */
final class Departure {
    /** BootOS syncs its disks before it goes; an old controller with a full cache takes a while. */
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** The kernel of a machine that is up answers a connection however busy its programs are. */
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(500);
    /** Heartbeat of an attempt that has asked for the restart. */
    private static final String ASKED = "asked";

    private final BootOsShells shells;
    private final String folder;
    private final ActivityExecutionContext activity = Activity.getExecutionContext();
    private volatile boolean asked =
            activity.getHeartbeatDetails(String.class).filter(ASKED::equals).isPresent();

    /** @param folder where the installed system may be mounted */
    Departure(BootOsShells shells, String folder) {
        this.shells = shells;
        this.folder = folder;
    }

    /** How it was seen to go. */
    String from(BootOsTarget target) {
        var began = Instant.now();
        try (var shell = shells.open(target, this::beat)) {
            TargetSystem.leave(shell, folder);
            asked = true;
            beat();
            // In the background, so that this command ends before the machine does.
            shell.demand(
                    "restart the machine",
                    Command.script("sync; (sleep 0.2; reboot -f) > /dev/null 2>&1 < /dev/null & :"));
            awaitSilence(target, began);
            return "BootOS went away " + Duration.between(began, Instant.now()).toSeconds()
                    + " s after it was asked to";
        } catch (ApplicationFailure e) {
            // Another host key is another boot; silence is none unless it was asked for.
            if (FailureTypes.MACHINE_LOST.equals(e.getType()) && (asked || e.isNonRetryable())) {
                return "this boot of BootOS is over: " + e.getOriginalMessage();
            }
            throw e;
        }
    }

    private void beat() {
        activity.heartbeat(asked ? ASKED : "");
    }

    /** An open connection to a machine that was reset hears of it only minutes later; a new one is refused or unanswered at once. */
    private void awaitSilence(BootOsTarget target, Instant began) {
        while (answers(target.agent())) {
            if (Duration.between(began, Instant.now()).compareTo(LIMIT) > 0) {
                throw Failures.mayPass(
                        FailureTypes.NOT_DONE,
                        "restart BootOS on " + target.machine() + ": it said yes, and " + LIMIT.toSeconds()
                                + " s later it still answers",
                        "Reset the machine through its BMC.");
            }
            beat();
            pause();
        }
    }

    private static boolean answers(AgentAccess agent) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(agent.address().value(), agent.port()), (int) ANSWERS_WITHIN.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a machine restarts", e);
        }
    }
}
