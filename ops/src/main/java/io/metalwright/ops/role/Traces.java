package io.metalwright.ops.role;

import io.metalwright.worker.trace.Tracing;
import io.temporal.common.interceptors.WorkerInterceptor;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Whoever brings a process's traces to a collector, if there is one. */
public final class Traces {
    private Traces() {}

    /**
     * To be given to the workers of this process.
     *
     * @param collector base address of OTLP over HTTP; null: nowhere
     * @param service what the process is called in the traces
     */
    public static WorkerInterceptor[] opened(Parts parts, @Nullable URI collector, String service) {
        return collector == null
                ? new WorkerInterceptor[0]
                : new WorkerInterceptor[] {
                    parts.opened(Tracing.to(collector, service)).interceptor()
                };
    }
}
