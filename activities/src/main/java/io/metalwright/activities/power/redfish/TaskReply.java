package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcTask;
import io.metalwright.activities.power.BmcTask.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a task, or its monitor, answers (DSP2046, Task; DSP0266, task monitors): a monitor answers 202 while the task goes on, and afterwards what the
 * request itself would have answered.
 *
 * @param asking what the task was begun by, or what it is followed by
 */
record TaskReply(BmcAddress address, Asking asking, Reply reply) {
    /** Said of the moment, and not of the task: the session is over, too much is asked, the service is not well. */
    private static final Set<Integer> NOT_NOW = Set.of(401, 408, 425, 429, 502, 503, 504);

    private Resource task() {
        return new Resource(asking.path(), reply.body(), null);
    }

    /** The monitor is gone once it was read with its outcome. */
    boolean isGone() {
        return reply.status() == 404 || reply.status() == 410;
    }

    /** iDRAC answers 200 with a task that is still running. */
    boolean isUnderWay() {
        return reply.status() == 202
                || switch (task().word("TaskState")) {
                    case "New",
                            "Starting",
                            "Running",
                            "Pending",
                            "Suspended",
                            "Interrupted",
                            "Stopping",
                            "Cancelling",
                            "Service" -> true;
                    default -> false;
                };
    }

    /** @throws BmcFailure.Refused with what the BMC says, if the task has failed */
    void check() {
        if (!reply.isGood()) {
            throw Refusals.of(address, asking, reply);
        }
        var state = task().word("TaskState");
        boolean completedBadly =
                state.equals("Completed") && task().word("TaskStatus").equals("Critical");
        if (state.equals("Exception") || state.equals("Killed") || state.equals("Cancelled") || completedBadly) {
            throw new BmcFailure.Refused(
                    asking.toString(),
                    reply.status(),
                    RedfishHttp.what(asking, address) + ": the BMC took it as a task, which ended as " + state + ". "
                            + String.join(" ", messages()));
        }
    }

    /**
     * @param pending whether a task that is under way is kept for a start of the machine
     * @throws BmcFailure where the answer is not about the task
     */
    BmcTask read(Predicate<Resource> pending) {
        if (isGone()) {
            return new BmcTask(State.GONE, List.of());
        }
        if (NOT_NOW.contains(reply.status())) {
            throw Refusals.of(address, asking, reply);
        }
        if (isUnderWay()) {
            return new BmcTask(pending.test(task()) ? State.PENDING : State.UNDER_WAY, told());
        }
        try {
            check();
        } catch (BmcFailure.Refused e) {
            return new BmcTask(State.FAILED, List.of(String.valueOf(e.getMessage())));
        }
        return new BmcTask(asksForAStart() ? State.PENDING : State.DONE, told());
    }

    /** By the messages of DMTF's registries Base and Update, and of those of makers that call theirs the same. */
    private boolean asksForAStart() {
        return task().objects("Messages").stream()
                .map(message -> message.word("MessageId"))
                .anyMatch(id -> id.endsWith("ResetRequired") || id.endsWith("AwaitToActivate"));
    }

    private List<String> told() {
        var told = new ArrayList<String>();
        task().number("PercentComplete").ifPresent(percent -> told.add(percent + " %."));
        told.addAll(messages());
        return told;
    }

    private List<String> messages() {
        return task().objects("Messages").stream()
                .flatMap(message -> message.text(asking.secret() ? "MessageId" : "Message").stream())
                .map(Words::clean)
                .toList();
    }
}
