package io.metalwright.ops.command;

import io.metalwright.ops.metrics.MetricsDoor;
import io.metalwright.ops.role.Parts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where a site worker tells Prometheus how it fares. */
final class MetricsOption {
    @Option(
            names = "--metrics",
            paramLabel = "[HOST:]PORT",
            converter = Place.class,
            description =
                    "Answer /metrics there, without a token. Without HOST on the loopback alone. Default: nowhere (the API has its own)")
    @Nullable
    InetSocketAddress where;

    void serve(Parts parts, Supplier<String> text) throws IOException {
        if (where != null) {
            parts.opened(MetricsDoor.open(where, text));
        }
    }

    static final class Place implements ITypeConverter<InetSocketAddress> {
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
