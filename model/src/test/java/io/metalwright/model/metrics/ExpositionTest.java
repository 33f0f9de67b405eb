package io.metalwright.model.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    @Test
    void labelsAreSortedAndWhatTheyHoldIsEscaped() {
        assertThat(new Exposition()
                        .gauge("health", "How well.")
                        .value(Map.of("site", "ber1", "machine", "a \"b\"\\c\nd"), 2)
                        .counter("calls_total", "Calls.")
                        .value(0.25)
                        .text())
                .isEqualTo("""
                        # HELP health How well.
                        # TYPE health gauge
                        health{machine="a \\"b\\"\\\\c\\nd",site="ber1"} 2
                        # HELP calls_total Calls.
                        # TYPE calls_total counter
                        calls_total 0.25
                        """);
    }
}
