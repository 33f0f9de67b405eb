package io.metalwright.workflows.steps;

import io.metalwright.model.SiteName;

/** The task queues: workflows and CMDB on one, notices on one, and two for each site. */
public final class TaskQueues {
    public static final String CONTROL = "control";
    /** Notices to subscribers. */
    public static final String NOTICES = "notices";

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
