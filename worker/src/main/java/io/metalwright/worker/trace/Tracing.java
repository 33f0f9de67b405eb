package io.metalwright.worker.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.temporal.common.interceptors.WorkerInterceptor;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings what is done for runs to an OpenTelemetry collector. While that is away spans are dropped, and no run waits for it. */
public final class Tracing implements AutoCloseable {
    private static final int LAST_WORDS_SECONDS = 3;

    private final ChosenIds ids = new ChosenIds();
    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private Tracing(URI collector, String service) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(collector.toString().replaceAll("/+$", "") + "/v1/traces")
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.builder().put("service.name", service).build())
                .setIdGenerator(ids)
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        tracer = provider.get("io.metalwright");
    }

    /**
     * @param collector base address of OTLP over HTTP, as in {@code OTEL_EXPORTER_OTLP_ENDPOINT}; {@code http://127.0.0.1:4318}
     * @param service what the process is called in the traces
     */
    public static Tracing to(URI collector, String service) {
        return new Tracing(collector, service);
    }

    /** Watches what a worker does. */
    public WorkerInterceptor interceptor() {
        return new TracedRuns(this);
    }

    void tell(FinishedSpan finished) {
        var builder = tracer.spanBuilder(finished.name())
                .setStartTimestamp(finished.start())
                .setAllAttributes(finished.attributes());
        var trace = finished.trace().id();
        if (finished.parent() == null) {
            builder.setNoParent();
        } else {
            builder.setParent(Context.root()
                    .with(Span.wrap(SpanContext.createFromRemoteParent(
                            trace, finished.parent(), TraceFlags.getSampled(), TraceState.getDefault()))));
        }
        var span = ids.during(trace, finished.id(), builder::startSpan);
        if (finished.trouble() != null) {
            span.setStatus(StatusCode.ERROR, finished.trouble());
        }
        span.end(finished.end());
    }

    /** What was not sent yet is given some seconds. */
    @Override
    public void close() {
        provider.shutdown().join(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    }

    /** Gives a span the ids that were derived for it. */
    private static final class ChosenIds implements IdGenerator {
        private record Chosen(String trace, @Nullable String span) {}

        private static final IdGenerator RANDOM = IdGenerator.random();
        private final ThreadLocal<@Nullable Chosen> chosen = new ThreadLocal<>();

        Span during(String trace, @Nullable String span, Supplier<Span> start) {
            chosen.set(new Chosen(trace, span));
            try {
                return start.get();
            } finally {
                chosen.remove();
            }
        }

        @Override
        public String generateTraceId() {
            var next = chosen.get();
            return next == null ? RANDOM.generateTraceId() : next.trace();
        }

        @Override
        public String generateSpanId() {
            var next = chosen.get();
            return next == null || next.span() == null || !SpanId.isValid(next.span())
                    ? RANDOM.generateSpanId()
                    : next.span();
        }
    }
}
