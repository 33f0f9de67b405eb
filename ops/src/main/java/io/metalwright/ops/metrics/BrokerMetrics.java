package io.metalwright.ops.metrics;

import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.BrokerFigures;
import io.metalwright.model.bmc.BrokerState;
import io.metalwright.model.metrics.Exposition;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** How a worker fares with the BMCs of its site. Single BMCs are told by the API: there are as many series here as there are outcomes. */
public final class BrokerMetrics {
    private final BmcBroker broker;

    public BrokerMetrics(BmcBroker broker) {
        this.broker = broker;
    }

    public String text() {
        var text = new Exposition();
        var states = broker.states().values();
        text.gauge("metalwright_bmc_known", "BMCs that were asked since the worker began.")
                .value(states.size());
        text.gauge("metalwright_bmc_silent", "BMCs that did not answer when they were asked last.")
                .value(count(states, state -> state.silentSince() != null));
        text.gauge("metalwright_bmc_sessions", "Logins that are kept.").value(count(states, BrokerState::session));
        text.gauge("metalwright_bmc_busy", "BMCs that are being asked now.").value(count(states, BrokerState::busy));
        text.gauge("metalwright_bmc_waiting", "Callers that wait for their turn at a BMC.")
                .value(states.stream().mapToInt(BrokerState::waiting).sum());
        var figures = broker.figures().all();
        text.counter("metalwright_bmc_calls_total", "Calls by urgency and outcome.");
        tell(text, figures, BrokerFigures.Figure::calls);
        text.counter("metalwright_bmc_wait_seconds_total", "How long calls waited for others, all together.");
        tell(text, figures, figure -> seconds(figure.waited()));
        text.counter("metalwright_bmc_call_seconds_total", "How long BMCs took for calls, all together.");
        tell(text, figures, figure -> seconds(figure.served()));
        return text.text();
    }

    private static long count(Iterable<BrokerState> states, Predicate<BrokerState> which) {
        long count = 0;
        for (var state : states) {
            count += which.test(state) ? 1 : 0;
        }
        return count;
    }

    private static void tell(
            Exposition text,
            Map<BrokerFigures.Sort, BrokerFigures.Figure> figures,
            Function<BrokerFigures.Figure, Number> value) {
        figures.forEach((sort, figure) -> text.value(
                Map.of("urgency", word(sort.urgency()), "outcome", word(sort.outcome())),
                value.apply(figure).doubleValue()));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
