package io.metalwright.workflows.register;

import io.metalwright.model.MachineState;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunView;
import io.metalwright.model.spec.RegisterSpec;
import io.metalwright.workflows.Register;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.run.RunInSteps;
import io.metalwright.workflows.steps.Inventory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Register} as a list of steps. */
public final class RegisterInSteps extends RunInSteps implements Register {
    private @Nullable RegisterRun register;

    public RegisterInSteps() {
        super(RunKind.REGISTER);
    }

    @Override
    public RunView run(RegisterSpec spec) {
        var state = new RegisterRun(run, signs, spec);
        register = state;
        return perform(
                List.of(
                        new EnrollStep(state),
                        new RegisterBootPlanStep(state),
                        new RegisterAgentStep(state),
                        new InspectStep(state),
                        new BmcStep(state),
                        new AvailableStep(state)),
                () -> state.machine().id() + " is available");
    }

    @Override
    protected String leaveCancelled(boolean dataDestroyed) {
        if (register == null || !register.hasMachine()) {
            return "Cancelled before the machine had a record.";
        }
        var words = "Its registration was cancelled.";
        Calls.control(Inventory.class).recordState(register.machine().id(), MachineState.DISCOVERED, words);
        return words + " The machine is " + MachineState.DISCOVERED.word() + ".";
    }

    @Override
    protected String subject() {
        return register == null ? "a machine" : register.spec.mac().toString();
    }
}
