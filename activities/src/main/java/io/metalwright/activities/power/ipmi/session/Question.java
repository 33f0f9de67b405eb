package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something asked of a BMC, and asked again until it is answered or patience ends.
 *
 * @param name what is asked, for messages
 */
record Question(RmcpSocket socket, BmcAddress address, Inbox inbox, String name, Patience patience) {
    /** Reads an arrival: the answer, or nothing when it is something else, which is then dropped. */
    @FunctionalInterface
    interface Reader<T> {
        Optional<T> read(Inbox.Arrival arrival);
    }

    /**
     * @param request makes the packet anew for each sending: a repeated packet has a sequence number of its own
     * @throws BmcFailure.Unreachable if nothing came
     * @throws BmcFailure.Nonsense if only unreadable packets came
     */
    <T> T ask(Supplier<byte[]> request, Reader<T> reader) {
        long deadline = System.nanoTime() + patience.deadline().toNanos();
        Duration wait = patience.firstWait();
        MalformedMessage unreadable = null;
        int sent = 0;
        try {
            while (System.nanoTime() < deadline) {
                socket.send(inbox.remote(), request.get());
                sent++;
                long until = Math.min(deadline, System.nanoTime() + wait.toNanos());
                for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
                    Optional<Inbox.Arrival> arrival = inbox.poll(Duration.ofNanos(left));
                    if (arrival.isEmpty()) {
                        break;
                    }
                    try {
                        Optional<T> answer = reader.read(arrival.get());
                        if (answer.isPresent()) {
                            return answer.get();
                        }
                    } catch (MalformedMessage e) {
                        unreadable = e;
                    }
                    socket.countDropped();
                }
                wait = patience.after(wait);
            }
        } catch (IOException e) {
            throw new BmcFailure.Unreachable(
                    title() + ": " + e.getMessage() + ". Check this site's route to the BMC network.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BmcFailure.Unreachable(title() + ": interrupted while waiting for the answer.", e);
        }
        throw unanswered(sent, unreadable == null ? inbox.nonsense().orElse(null) : unreadable);
    }

    private BmcFailure unanswered(int sent, @Nullable MalformedMessage unreadable) {
        String tried =
                title() + ": asked " + sent + " times in " + patience.deadline().toMillis() + " ms, ";
        if (unreadable == null) {
            return new BmcFailure.Unreachable(tried
                    + "no answer. Check that the BMC has power and network, that IPMI over LAN is on, and that UDP "
                    + address.port() + " is not filtered.");
        }
        return new BmcFailure.Nonsense(
                tried + "only unreadable answers, the last: " + unreadable.getMessage()
                        + ". Check that a BMC listens there; reset the BMC if it does.",
                unreadable);
    }

    String title() {
        return name + " to BMC " + address;
    }
}
