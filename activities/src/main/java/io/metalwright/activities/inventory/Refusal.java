package io.metalwright.activities.inventory;

import io.metalwright.activities.failures.Failures;
import io.metalwright.workflows.steps.FailureTypes;
import io.temporal.failure.ApplicationFailure;

/** What stays wrong until somebody asks for something else. */
final class Refusal {
    private Refusal() {}

    static ApplicationFailure of(String message, String advice) {
        return Failures.lasting(FailureTypes.REFUSED, message, advice);
    }

    static ApplicationFailure unknownMachine(Object machine) {
        return of(
                "Machine " + machine + " is not in the CMDB.",
                "It was deleted, or its id is misspelt: 'metalwright machines list' shows those there are.");
    }
}
