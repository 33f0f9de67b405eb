package io.metalwright.ops.role;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where traces are brought. */
public final class TracesOption {
    @Option(
            names = "--traces",
            paramLabel = "URL",
            defaultValue = "${env:OTEL_EXPORTER_OTLP_ENDPOINT}",
            converter = Collector.class,
            description =
                    "Bring OpenTelemetry traces of runs to this collector (OTLP over HTTP, http://host:4318). A run's trace is called like the run, without dashes. Default: OTEL_EXPORTER_OTLP_ENDPOINT, else nowhere")
    @Nullable
    public URI collector;

    private static final class Collector implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                var address = new URI(text);
                if (address.getHost() != null
                        && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                    return address;
                }
            } catch (URISyntaxException e) {
                // As one that is no address of a collector.
            }
            throw new TypeConversionException("'" + text + "' is no collector's address: http://127.0.0.1:4318");
        }
    }
}
