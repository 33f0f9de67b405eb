package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;

/** A BMC's refusals as our failures. */
final class Refusals {
    private Refusals() {}

    static BmcFailure of(BmcAddress address, Asking asking, Reply reply) {
        var said = Words.of(reply.body(), asking.secret());
        var what = RedfishHttp.what(asking, address) + ": the BMC answered " + reply.status()
                + (said.isEmpty() ? "." : ": " + said);
        return switch (reply.status()) {
            // Sessions end by time, or with the BMC's restart.
            case 401 -> new BmcFailure.Unreachable(what + " The session is over; the next call logs in anew.");
            case 403 ->
                new BmcFailure.Refused(
                        asking.toString(), 403, what + " The user may log in, and has not the privilege for this.");
            default -> new BmcFailure.Refused(asking.toString(), reply.status(), what);
        };
    }
}
