package io.metalwright.boot.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.TestSegments;
import io.metalwright.model.MacAddress;
import io.metalwright.model.boot.BootSign;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.spec.RegisterSpec;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TemporalCourierTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:00:00:0a");

    /** A registration that tells what it was told, after two signs. */
    @WorkflowInterface
    public interface TellTale {
        @WorkflowMethod(name = "Register")
        List<String> run(RegisterSpec spec);

        @SignalMethod(name = "sign")
        void sign(BootSign sign);
    }

    public static final class TellingTale implements TellTale {
        private final List<String> heard = new ArrayList<>();

        @Override
        public List<String> run(RegisterSpec spec) {
            Workflow.await(() -> heard.size() == 2);
            heard.add(spec.mac() + " in " + spec.segment());
            return heard;
        }

        @Override
        public void sign(BootSign sign) {
            heard.add(sign.kind().word());
        }
    }

    private TestWorkflowEnvironment engine;
    private TemporalCourier courier;

    @BeforeEach
    void start() {
        engine = TestWorkflowEnvironment.newInstance();
        engine.newWorker("control").registerWorkflowImplementationTypes(TellingTale.class);
        engine.start();
        courier = new TemporalCourier(engine.getWorkflowClient());
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aStrangersFirstSignStartsItsRegistrationAndLaterOnesAddToIt() {
        var spec = new RegisterSpec(null, MAC, TestSegments.SITE, "rack1", null);

        assertThat(courier.deliver(sign(SignKind.DHCP), new Recipient.Discovery(spec, true)))
                .isEqualTo(Courier.Delivery.DELIVERED);
        assertThat(courier.deliver(sign(SignKind.SCRIPT), new Recipient.Discovery(spec, false)))
                .isEqualTo(Courier.Delivery.DELIVERED);

        var run = engine.getWorkflowClient().newUntypedWorkflowStub("discovery/" + MAC);
        assertThat(run.getResult(List.class)).isEqualTo(List.of("dhcp", "script", MAC + " in rack1"));
    }

    @Test
    void aRunThatIsOverWantsNoSigns() {
        assertThat(courier.deliver(sign(SignKind.DHCP), new Recipient.Run("machine/m-gone")))
                .isEqualTo(Courier.Delivery.RUN_OVER);
    }

    private static BootSign sign(SignKind kind) {
        return BootSign.of(kind, MAC, Instant.parse("2026-11-21T12:00:00Z"), "");
    }
}
