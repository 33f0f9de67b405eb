package io.metalwright.activities.shell;

import io.metalwright.activities.failures.Failures;
import io.metalwright.workflows.steps.BootOsTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.client.ActivityCanceledException;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.connection.channel.direct.Session;

/** Root's shell in one boot of BootOS. Commands run one after the other, each in a session of its own. */
public final class BootOsShell implements AutoCloseable {
    /** Failure type of a command that ended with another status than 0. */
    public static final String COMMAND_FAILED = "CommandFailed";

    /** Less than what the engine waits for a sign of life. */
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(15);

    private final SSHClient client;
    private final BootOsTarget target;
    private final Runnable pulse;
    private final KeptConnections kept;
    /** Whether every command so far has ended as commands do. */
    private boolean sound = true;

    BootOsShell(SSHClient client, BootOsTarget target, Runnable pulse, KeptConnections kept) {
        this.client = client;
        this.target = target;
        this.pulse = pulse;
        this.kept = kept;
    }

    /** Where this shell is, for messages. */
    public String place() {
        return BootOsShells.place(target);
    }

    /**
     * Runs a command to its end, whatever its status.
     *
     * @throws ApplicationFailure of type {@code MachineLost} when the connection ends before the command
     */
    public Result run(Command command) {
        sound = false;
        try (var session = client.startSession()) {
            var result = finish(session, command);
            sound = true;
            return result;
        } catch (IOException e) {
            throw lost(command, e);
        }
    }

    /**
     * Runs a command that must succeed.
     *
     * @param purpose what is being done, as a message begins: {@code "make the array"}
     * @return its output
     */
    public String demand(String purpose, Command command) {
        var result = run(command);
        if (!result.succeeded()) {
            throw Failures.mayPass(
                    COMMAND_FAILED,
                    purpose + " in " + place() + ": '" + command + "' ended with status " + result.status() + ": "
                            + result.complaint(),
                    "Read what the command says; the machine is still in BootOS and can be looked at.");
        }
        return result.output();
    }

    private Result finish(Session session, Command command) throws IOException {
        var running = session.exec(command.line());
        var output = reading(running.getInputStream());
        var errors = reading(running.getErrorStream());
        try (var input = running.getOutputStream()) {
            input.write(command.input());
        } catch (IOException e) {
            // A command may end without having read all. Whether the connection is gone, its streams tell next.
        }
        await(both(output, errors), command);
        running.join(30, TimeUnit.SECONDS);
        var status = running.getExitStatus();
        if (status == null) {
            var signal = running.getExitSignal();
            if (signal == null) {
                throw new IOException("the connection ended before the command");
            }
            return new Result(255, output.join(), errors.join() + "killed by signal " + signal);
        }
        return new Result(status, output.join(), errors.join());
    }

    private void await(CompletableFuture<Void> streams, Command command) throws IOException {
        var until = Instant.now().plus(command.limit());
        while (true) {
            try {
                streams.get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                beat(streams);
                if (Instant.now().isAfter(until)) {
                    throw Failures.mayPass(
                            COMMAND_FAILED,
                            "run '" + command + "' in " + place() + ": not ended after "
                                    + command.limit().toSeconds() + " s",
                            "See on the machine's console whether a disk hangs.");
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof IOException trouble ? trouble : new IOException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /** A command that is left does not end by that, and would go on with the disks under whoever comes next: who cancels waits a little for its end. */
    private void beat(CompletableFuture<Void> streams) {
        try {
            pulse.run();
        } catch (ActivityCanceledException e) {
            try {
                streams.get(LAST_MOMENTS.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException late) {
                e.addSuppressed(late);
            } catch (InterruptedException late) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    /** Done when both are, and failed as soon as one is: the other may never end then. */
    private static CompletableFuture<Void> both(CompletableFuture<String> output, CompletableFuture<String> errors) {
        var both = CompletableFuture.allOf(output, errors);
        for (var stream : List.of(output, errors)) {
            stream.whenComplete((text, trouble) -> {
                if (trouble != null) {
                    both.completeExceptionally(trouble);
                }
            });
        }
        return both;
    }

    private static CompletableFuture<String> reading(InputStream stream) {
        var text = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> {
            try {
                text.complete(BoundedText.read(stream));
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }

    private ApplicationFailure lost(Command command, IOException cause) {
        if (cause instanceof BoundedText.TooMuchOutput) {
            return Failures.lasting(
                    COMMAND_FAILED,
                    "run '" + command + "' in " + place() + ": " + cause.getMessage(),
                    "Have it say less, or write to a file.",
                    cause);
        }
        return Failures.mayPass(
                FailureTypes.MACHINE_LOST,
                "run '" + command + "' in " + place() + ": " + cause.getMessage(),
                "The machine went away or its network did. It is put back into BootOS, and the step goes on.",
                cause);
    }

    @Override
    public void close() {
        if (sound) {
            kept.keep(target, client);
        } else {
            KeptConnections.close(client);
        }
    }
}
