package io.metalwright.workflows.steps;

import io.metalwright.model.SiteName;

/** The task queues: workflows and CMDB on one, notices on one, and three for each site. */
public final class TaskQueues {
    public static final String CONTROL = "control";
    /** Notices to subscribers. */
    public static final String NOTICES = "notices";

    private TaskQueues() {}

    /** BMC, SSH and images of a site. */
    public static String site(SiteName site) {
        return "site-" + site;
    }

    /** Serial lines of a site, which are held for long and shall keep no run waiting. */
    public static String consoles(SiteName site) {
        return "consoles-" + site;
    }

    /** Boot plans of a site. */
    public static String boot(SiteName site) {
        return "boot-" + site;
    }
}
