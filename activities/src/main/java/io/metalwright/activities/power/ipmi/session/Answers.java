package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.IpmiCommand;
import io.metalwright.activities.power.ipmi.wire.LanResponse;
import io.metalwright.activities.power.ipmi.wire.MalformedMessage;

/** From what a BMC answered to what the command's caller gets. */
final class Answers {
    private Answers() {}

    static <A> A read(IpmiCommand<A> command, LanResponse response, BmcAddress address) {
        String title = command.name() + " to BMC " + address;
        CompletionCode completion = response.completion();
        if (!completion.isDone()) {
            throw new BmcFailure.Refused(
                    command.name(),
                    completion.value(),
                    title + ": the BMC refused with " + completion + "." + advice(completion));
        }
        try {
            return command.decode(response.data().toArray());
        } catch (MalformedMessage e) {
            throw new BmcFailure.Nonsense(
                    title + ": the answer cannot be read: " + e.getMessage() + ". Look for newer firmware of the BMC.",
                    e);
        }
    }

    private static String advice(CompletionCode completion) {
        return switch (completion.value()) {
            case 0xC0, 0xC3, 0xD2 -> " Try again later; reset the BMC if it stays so.";
            case 0xC1, 0xC2, 0x80 -> " This BMC does not know it.";
            case 0xD4 -> " Give the user ADMINISTRATOR privilege on the LAN channel.";
            case 0xD5 -> " Look at the machine's power state.";
            default -> " Compare the request with what this BMC supports.";
        };
    }
}
