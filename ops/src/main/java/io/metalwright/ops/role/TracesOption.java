package io.metalwright.ops.role;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where traces are brought. */
public final class TracesOption {
    @Option(
            names = "--traces",
            paramLabel = "URL",
            defaultValue = "${env:OTEL_EXPORTER_OTLP_ENDPOINT}",
            converter = HttpAddress.class,
            description =
                    "Bring OpenTelemetry traces of runs to this collector (OTLP over HTTP, http://host:4318). A run's trace is called like the run, without dashes. Default: OTEL_EXPORTER_OTLP_ENDPOINT, else nowhere")
    @Nullable
    public URI collector;
}
