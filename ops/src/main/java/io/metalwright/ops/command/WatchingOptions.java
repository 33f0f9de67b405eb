package io.metalwright.ops.command;

import io.metalwright.ops.role.Watching;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** How the machines of a site are looked after, and where that is told. */
final class WatchingOptions {
    @Spec(Spec.Target.MIXEE)
    CommandSpec spec = CommandSpec.create();

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
            names = "--redfish-events",
            paramLabel = "[HOST:]PORT",
            converter = PlaceOfAll.class,
            description =
                    "Have Redfish BMCs of the site push their events, and take them there over HTTPS; without HOST at all addresses. Default: nowhere")
    @Nullable
    InetSocketAddress redfishEvents;

    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            converter = Place.class,
            description =
                    "Answer /metrics there, without a token. Without HOST on the loopback alone. Default: nowhere (the API has its own)")
    @Nullable
    InetSocketAddress metrics;

    Watching watching() {
        if (redfishEvents != null && healthInterval.isZero()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--redfish-events needs --health-interval: BMCs are asked for their events when they are looked after");
        }
        return new Watching(healthInterval, traps, redfishEvents, metrics);
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

    /** Of which a host that is not named is the loopback's. */
    private static final class Place implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String text) {
            return place(text, "127.0.0.1");
        }
    }

    /** Of which a host that is not named is any. */
    private static final class PlaceOfAll implements ITypeConverter<InetSocketAddress> {
        @Override
        public InetSocketAddress convert(String text) {
            return place(text, "0.0.0.0");
        }
    }

    private static InetSocketAddress place(String text, String usualHost) {
        int colon = text.lastIndexOf(':');
        var host = colon < 0 ? usualHost : text.substring(0, colon).replaceAll("^\\[|\\]$", "");
        try {
            var place = new InetSocketAddress(host, Integer.parseInt(text.substring(colon + 1)));
            if (!place.isUnresolved()) {
                return place;
            }
        } catch (IllegalArgumentException e) {
            // As if it had no port.
        }
        throw new TypeConversionException("'" + text + "' is no place: 9101, or 10.0.0.5:9101");
    }
}
