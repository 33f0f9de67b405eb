package io.metalwright.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.spec.CleanSpec;
import io.metalwright.model.spec.CleaningScope;
import io.metalwright.model.spec.CleaningStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CleanPrioritiesTest {
    private static CleanSpec spec(Map<CleaningStep, Integer> priorities) {
        return new CleanSpec(null, priorities, EraseWish.BEST, List.of());
    }

    @Test
    void theHighestPriorityComesFirstAndZeroLeavesAStepOut() {
        assertThat(spec(Map.of()).steps()).containsExactly(CleaningStep.ERASE_DISKS);
        assertThat(spec(Map.of(CleaningStep.WIPE_METADATA, 99)).steps())
                .containsExactly(CleaningStep.WIPE_METADATA, CleaningStep.ERASE_DISKS);
        assertThat(spec(Map.of(CleaningStep.WIPE_METADATA, 9)).steps())
                .containsExactly(CleaningStep.ERASE_DISKS, CleaningStep.WIPE_METADATA);
    }

    @Test
    void aCleaningOfTheWholeMachineHasTheStepsOfBmcAndFirmwareToo() {
        var whole = new CleanSpec(null, Map.of(), EraseWish.BEST, List.of(), CleaningScope.MACHINE);
        assertThat(whole.steps())
                .containsExactly(
                        CleaningStep.CHANGE_BMC_CREDENTIAL,
                        CleaningStep.RESET_SECURE_BOOT_KEYS,
                        CleaningStep.ERASE_DISKS,
                        CleaningStep.RESET_BIOS,
                        CleaningStep.RESET_BMC);
        assertThat(whole.names(CleaningStep.RESET_BMC)).isFalse();
        assertThat(spec(Map.of(CleaningStep.CLEAR_SECURE_BOOT_KEYS, 7)).steps())
                .containsExactly(CleaningStep.ERASE_DISKS, CleaningStep.CLEAR_SECURE_BOOT_KEYS);
    }

    @Test
    void aCleaningOfNothingIsRefused() {
        assertThatThrownBy(() -> spec(Map.of(CleaningStep.ERASE_DISKS, 0)))
                .hasMessageContaining("nothing would be cleaned");
        assertThatThrownBy(() -> spec(Map.of(CleaningStep.ERASE_DISKS, 1001))).hasMessageContaining("0 to 1000");
    }
}
