package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.run.LogLine;
import io.metalwright.model.run.RunState;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JournalTest {
    @Test
    void aDatabaseThatIsAwayForSomeTriesOfTheJournalEndsNoRun() {
        try (var it = new RunningWorld(false)) {
            it.world.failing(
                    "journal", 4, ApplicationFailure.newFailure("no connection", "SQLTransientConnectionException"));

            var view = RunningWorld.result(it.startPower(PowerCommand.ON));

            assertThat(view.state()).isEqualTo(RunState.DONE);
            assertThat(it.world.log).extracting(LogLine::text).anyMatch(text -> text.startsWith("Done"));
        }
    }
}
