package io.metalwright.ops.command;

import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How often the BMCs of a site are asked how their machines fare. */
final class HealthOption {
    @Option(
            names = "--health-interval",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = Interval.class,
            description =
                    "How often each BMC is asked for power, sensors and events: 30s, 5m, 1h; 0: never. Default: ${DEFAULT-VALUE}")
    Duration interval = Duration.ofMinutes(5);

    /** As people write it: {@code 30s}, {@code 5m}, {@code 1h}, {@code 0}. */
    static final class Interval implements ITypeConverter<Duration> {
        private static final Duration SHORTEST = Duration.ofSeconds(10);

        @Override
        public Duration convert(String text) {
            if (text.equals("0")) {
                return Duration.ZERO;
            }
            if (!text.matches("[1-9][0-9]{0,5}[smh]")) {
                throw new TypeConversionException("'" + text + "' is no time: 30s, 5m, 1h, or 0 for never");
            }
            var time = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
            if (time.compareTo(SHORTEST) < 0) {
                throw new TypeConversionException(
                        "'" + text + "' is too often for BMCs: 10s at the least, or 0 for never");
            }
            return time;
        }
    }
}
