package io.metalwright.workflows.steps;

import io.metalwright.model.SiteName;

/** The task queues: workflows and CMDB on one, and two for each site. */
public final class TaskQueues {
    public static final String CONTROL = "control";

    private TaskQueues() {}

    /** BMC, SSH and images of a site. */
    public static String site(SiteName site) {
        return "site-" + site;
    }

    /** Boot plans of a site. */
    public static String boot(SiteName site) {
        return "boot-" + site;
    }
}
