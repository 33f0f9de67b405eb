package io.metalwright.workflows;

import io.metalwright.workflows.adopt.AdoptInSteps;
import io.metalwright.workflows.bmc.AskOnce;
import io.metalwright.workflows.bmc.HoldUntilUnwanted;
import io.metalwright.workflows.boot.DurableForgetMachine;
import io.metalwright.workflows.boot.DurableServeSegments;
import io.metalwright.workflows.capture.CaptureInSteps;
import io.metalwright.workflows.clean.CleanInSteps;
import io.metalwright.workflows.convert.ConvertInSteps;
import io.metalwright.workflows.image.DurableImageImport;
import io.metalwright.workflows.inspect.InspectInSteps;
import io.metalwright.workflows.notice.DurableNotify;
import io.metalwright.workflows.power.PowerInSteps;
import io.metalwright.workflows.provision.ProvisionInSteps;
import io.metalwright.workflows.provision.ReinstallInSteps;
import io.metalwright.workflows.register.RegisterInSteps;
import io.metalwright.workflows.release.ReleaseInSteps;
import io.metalwright.workflows.rescue.RescueInSteps;
import io.metalwright.workflows.rotate.RotateInSteps;
import io.metalwright.workflows.runbook.RunbookInSteps;
import java.util.List;

/** All workflows of a control worker, in one place. */
public final class WorkflowTypes {
    private static final List<Class<?>> ALL = List.of(
            ProvisionInSteps.class,
            RegisterInSteps.class,
            PowerInSteps.class,
            InspectInSteps.class,
            ReinstallInSteps.class,
            ReleaseInSteps.class,
            CleanInSteps.class,
            RescueInSteps.class,
            CaptureInSteps.class,
            AdoptInSteps.class,
            RunbookInSteps.class,
            ConvertInSteps.class,
            RotateInSteps.class,
            AskOnce.class,
            HoldUntilUnwanted.class,
            DurableImageImport.class,
            DurableServeSegments.class,
            DurableForgetMachine.class,
            DurableNotify.class);

    private WorkflowTypes() {}

    public static Class<?>[] all() {
        return ALL.toArray(Class<?>[]::new);
    }
}
