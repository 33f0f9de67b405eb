package io.metalwright.activities.switching;

import io.metalwright.activities.power.BmcAnswers;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.Urgency;
import io.metalwright.model.bmc.BmcReport;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.bmc.BmcVerb;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.BmcReading;

/** Asks through the broker, so that a question shares its session with runs and keeps to its refusals. */
public final class BrokeredBmcReading implements BmcReading {
    private final BmcVisits visits;

    public BrokeredBmcReading(BmcVisits visits) {
        this.visits = visits;
    }

    @Override
    public BmcReport ask(BmcTarget bmc, BmcRequest request) {
        if (request.verb() == BmcVerb.BROKER) {
            return BmcReport.of(visits.state(bmc));
        }
        try {
            return visits.visit(bmc, Urgency.PERSON, open -> BmcAnswers.answer(open, request));
        } catch (BmcFailure e) {
            throw BmcVisits.failure("ask for " + request.verb().word().replace('-', ' ') + " of", bmc, e);
        }
    }
}
