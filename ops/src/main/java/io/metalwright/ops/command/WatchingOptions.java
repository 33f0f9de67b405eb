package io.metalwright.ops.command;

import io.metalwright.ops.role.Watching;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How the machines of a site are looked after, and where that is told. */
final class WatchingOptions {
    @Option(
            names = "--health-interval",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = Interval.class,
            description =
                    "How often each BMC is asked for power, sensors and events: 30s, 5m, 1h; 0: never. Default: ${DEFAULT-VALUE}")
    Duration healthInterval = Watching.USUAL.healthInterval();

    @Option(
            names = "--traps",
            paramLabel = "[HOST:]PORT",
            converter = Place.class,
            description =
                    "Take platform event traps (SNMPv1) of the site's BMCs there; usually 0.0.0.0:162. Default: nowhere")
    @Nullable
    InetSocketAddress traps;

    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            converter = Place.class,
            description =
                    "Answer /metrics there, without a token. Without HOST on the loopback alone. Default: nowhere (the API has its own)")
    @Nullable
    InetSocketAddress metrics;

    Watching watching() {
        return new Watching(healthInterval, traps, metrics);
    }

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

    private static final class Place implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String text) {
            int colon = text.lastIndexOf(':');
            var host = colon < 0 ? "127.0.0.1" : text.substring(0, colon).replaceAll("^\\[|\\]$", "");
            try {
                return new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is no place: 9101, or 10.0.0.5:9101");
            }
        }
    }
}
