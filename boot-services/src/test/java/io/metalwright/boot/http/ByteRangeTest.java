package io.metalwright.boot.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "'bytes=0-9',     'Part[first=0, last=9]'",
        "'bytes=90-',     'Part[first=90, last=99]'",
        "'bytes=-1',      'Part[first=99, last=99]'",
        "'bytes=-1000',   'Part[first=0, last=99]'",
        "'bytes=50-1000', 'Part[first=50, last=99]'",
        "'bytes=99-99',   'Part[first=99, last=99]'",
        "'bytes=100-',    'Unsatisfiable[]'",
        "'bytes=-0',      'Unsatisfiable[]'",
        "'bytes=9-2',     'Whole[]'",
        "'bytes=-',       'Whole[]'",
        "'bytes=0-1,5-6', 'Whole[]'",
        "'lines=0-1',     'Whole[]'",
        "'bytes=0x1-2',   'Whole[]'",
    })
    void theHeaderSaysWhichBytes(String header, String range) {
        assertThat(ByteRange.of(header, 100).toString()).isEqualTo(range);
    }
}
