package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.model.power.PowerCommand;
import java.util.List;

/** The power button by the words of a BMC (DSP2046, ComputerSystem, action Reset). */
final class ResetTypes {
    private static final String ACTION = "#ComputerSystem.Reset";

    private ResetTypes() {}

    /** Presses it as this BMC lets us. */
    static void press(RedfishSession session, Resource system, PowerCommand command) {
        var action = system.at("Actions", ACTION);
        var target = action.text("target")
                .orElseThrow(
                        () -> new BmcFailure.Refused(
                                ACTION,
                                0,
                                "Power " + command.word() + " by BMC " + session.address()
                                        + ": the system offers no such action. See whether the BMC's user is an administrator, and the licence covers it."));
        var allowed = allowed(session, action);
        var word = choices(command).stream()
                .filter(choice -> allowed.isEmpty() || allowed.contains(choice))
                .findFirst()
                .orElseThrow(() -> new BmcFailure.Refused(
                        ACTION,
                        0,
                        "Power " + command.word() + " by BMC " + session.address() + ": it allows only "
                                + String.join(", ", allowed) + "."));
        session.post("Power " + command.word(), target, RedfishSession.object().put("ResetType", word));
    }

    private static List<String> allowed(RedfishSession session, Resource action) {
        var here = action.texts("ResetType@Redfish.AllowableValues");
        if (!here.isEmpty()) {
            return here;
        }
        return action.text("@Redfish.ActionInfo").stream()
                .flatMap(link -> session.find("Read what the power button can", link).stream())
                .flatMap(info -> info.objects("Parameters").stream())
                .filter(parameter -> parameter.word("Name").equals("ResetType"))
                .flatMap(parameter -> parameter.texts("AllowableValues").stream())
                .toList();
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
