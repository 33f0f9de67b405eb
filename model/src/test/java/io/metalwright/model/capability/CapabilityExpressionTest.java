package io.metalwright.model.capability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityExpressionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cores:> 0                   | 16            | true
                    cores:> 16                  | 16            | false
                    cores:>= 16                 | 16            | true
                    cores:>=16                  | 15.5          | false
                    cores:= 16                  | 32            | true
                    cores:== 16                 | 32            | false
                    cores:== 16                 | 16.0          | true
                    cores:!= 16                 | 16            | false
                    cores:!= 16                 | 32            | true
                    cores:< 4                   | 2             | true
                    cores:<= 2                  | 2             | true
                    cores:> 9                   | many          | false
                    product:<in> Gen8           | ProLiant DL360p gen8 | true
                    product:<in> Gen9           | ProLiant DL360p Gen8 | false
                    product:<or> Gen9 <or> Gen10 | gen10        | true
                    product:<or> Gen9 <or> Gen10 | Gen8         | false
                    product:<or> Gen9           | Gen9          | true
                    processor_model:<all-in> gold 6230 | Intel Xeon Gold 6230 | true
                    processor_model:<all-in> gold 6248 | Intel Xeon Gold 6230 | false
                    memory_mib:<range-in> [ 8 64 ] | 64          | true
                    memory_mib:<range-in> [ 8 64 ) | 64          | false
                    memory_mib:<range-in> ( 8 64 ] | 8           | false
                    Boot-Mode:UEFI              | uefi          | true
                    boot_mode:UEFI              | UEFI-ish      | false
                    bios_version:s>= 2.10       | 2.11          | true
                    bios_version:s!= 2.10       | 2.10          | false
                    bios_version:s== 2.10       | 2.10          | true
                    """)
    void machinesAreChosenByWhatTheyHave(String expression, String value, boolean chosen) {
        assertThat(CapabilityExpression.of(expression).chooses(List.of(value)))
                .as(expression + " of " + value)
                .isEqualTo(chosen);
    }

    @Test
    void ofSeveralValuesOneIsEnoughAndNoneIsNever() {
        assertThat(CapabilityExpression.of("port_speed_mbps:>= 10000").chooses(List.of("1000", "25000")))
                .isTrue();
        assertThat(CapabilityExpression.of("port_speed_mbps:!= 1000").chooses(List.of("1000", "25000")))
                .isFalse();
        assertThat(CapabilityExpression.of("cores:!= 1").chooses(List.of())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cores",
                "cores:",
                "cores: ",
                ":> 1",
                "cores:>",
                "cores:>= many",
                "cores:<in>",
                "cores:<any> 7",
                "cores:<range-in> [ 8 ]",
                "cores:<range-in> [ 64 8 ]",
                "product:<or> a <or> ",
                "9cores:> 1"
            })
    void whatIsNoExpressionIsRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CapabilityExpression.of(text))
                .satisfies(refused -> assertThat(refused.getMessage()).isNotBlank());
    }
}
