package io.metalwright.worker;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import org.jspecify.annotations.Nullable;

/**
 * Every activity that has a heartbeat time-out beats for as long as it runs, whatever it waits for: a worker that was killed is noticed by the
 * beats that cease, and not at the deadline of its activities.
 */
final class SteadyHeartbeat extends WorkerInterceptorBase {
    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new ActivityInboundCallsInterceptorBase(next) {
            private @Nullable BeatingContext beating;

            @Override
            public void init(ActivityExecutionContext context) {
                if (context.getInfo().getHeartbeatTimeout().isPositive()) {
                    beating = new BeatingContext(context);
                    super.init(beating);
                } else {
                    super.init(context);
                }
            }

            @Override
            public ActivityOutput execute(ActivityInput input) {
                if (beating == null) {
                    return super.execute(input);
                }
                var heart = Thread.ofVirtual().name("heartbeat").start(beating::beat);
                try {
                    return super.execute(input);
                } finally {
                    beating.stop();
                    heart.interrupt();
                }
            }
        };
    }
}
