package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.model.power.PowerCommand;
import java.util.List;

/** The power button, and the BMC's own, by the words of a BMC (DSP2046, ComputerSystem and Manager, action Reset). */
final class ResetTypes {
    private static final String ACTION = "#ComputerSystem.Reset";
    private static final String MANAGER_ACTION = "#Manager.Reset";

    private ResetTypes() {}

    /** Presses it as this BMC lets us. */
    static void press(RedfishSession session, Resource system, PowerCommand command) {
        press("Power " + command.word(), session, system, ACTION, choices(command));
    }

    /** Starts the BMC anew: the graceful way first, as iDRAC knows no other. */
    static void restart(RedfishSession session, Resource manager) {
        press("Reset the BMC", session, manager, MANAGER_ACTION, List.of("GracefulRestart", "ForceRestart"));
    }

    private static void press(
            String purpose, RedfishSession session, Resource resource, String name, List<String> choices) {
        var action = resource.at("Actions", name);
        var target = action.text("target")
                .orElseThrow(
                        () -> new BmcFailure.Refused(
                                name,
                                0,
                                purpose + " by BMC " + session.address()
                                        + ": it offers no such action. See whether the BMC's user is an administrator, and the licence covers it."));
        var allowed = new ActionOffers(session, action).allowed("ResetType");
        var word = choices.stream()
                .filter(choice -> allowed.isEmpty() || allowed.contains(choice))
                .findFirst()
                .orElseThrow(() -> new BmcFailure.Refused(
                        name,
                        0,
                        purpose + " by BMC " + session.address() + ": it allows only " + String.join(", ", allowed)
                                + "."));
        session.post(purpose, target, RedfishSession.object().put("ResetType", word));
    }

    /** The best word first. A graceful restart is none of them: it may never happen. */
    private static List<String> choices(PowerCommand command) {
        return switch (command) {
            case ON -> List.of("On", "ForceOn", "PushPowerButton");
            case OFF -> List.of("ForceOff");
            case SOFT_OFF -> List.of("GracefulShutdown", "PushPowerButton");
            case CYCLE -> List.of("PowerCycle", "ForceRestart");
            case RESET -> List.of("ForceRestart", "PowerCycle");
        };
    }
}
