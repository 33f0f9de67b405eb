package io.metalwright.activities.power;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many calls of which urgency ended how, and how long they took. */
public final class BrokerFigures {
    private final Map<Sort, Adders> adders = new ConcurrentHashMap<>();

    public enum Outcome {
        ANSWERED,
        /** The BMC answered, and did not do as told. */
        REFUSED,
        NOT_LET_IN,
        SILENT,
        /** A mistake of ours. */
        BROKEN;

        static Outcome of(BmcFailure failure) {
            return switch (failure) {
                case BmcFailure.Unreachable unreachable -> SILENT;
                case BmcFailure.CredentialRefused refused -> NOT_LET_IN;
                case BmcFailure.Stranger stranger -> NOT_LET_IN;
                case BmcFailure.Refused refused -> REFUSED;
                case BmcFailure.Nonsense nonsense -> REFUSED;
                case BmcFailure.LineTaken taken -> REFUSED;
            };
        }
    }

    public record Sort(Urgency urgency, Outcome outcome) {}

    /**
     * @param waited for others, all calls together
     * @param served by the BMC, all calls together
     */
    public record Figure(long calls, Duration waited, Duration served) {}

    private record Adders(LongAdder calls, LongAdder waited, LongAdder served) {
        Adders() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    void served(Urgency urgency, Outcome outcome, Duration waited, Duration served) {
        var sum = adders.computeIfAbsent(new Sort(urgency, outcome), unknown -> new Adders());
        sum.calls().increment();
        sum.waited().add(waited.toNanos());
        sum.served().add(served.toNanos());
    }

    /** Of each sort that there was. */
    public Map<Sort, Figure> all() {
        var figures = new LinkedHashMap<Sort, Figure>();
        adders.forEach((sort, sum) -> figures.put(
                sort,
                new Figure(
                        sum.calls().sum(),
                        Duration.ofNanos(sum.waited().sum()),
                        Duration.ofNanos(sum.served().sum()))));
        return figures;
    }
}
