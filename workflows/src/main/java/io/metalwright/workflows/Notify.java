package io.metalwright.workflows;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Brings one notice to one subscriber, for as long as it takes up to a day. Its id is {@code notice/<delivery>}. No run waits for it. */
@WorkflowInterface
public interface Notify {
    /**
     * @param delivery the id under which the notice lies in the CMDB
     * @param once whether a first failure is the end: somebody looks on and tries it
     */
    record Order(String delivery, boolean once) {}

    @WorkflowMethod(name = "Notify")
    String run(Order order);
}
