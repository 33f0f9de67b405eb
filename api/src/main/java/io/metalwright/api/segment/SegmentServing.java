package io.metalwright.api.segment;

import io.metalwright.api.engine.Engine;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.site.Site;
import io.metalwright.model.SiteName;
import io.metalwright.workflows.WorkflowIds;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Component;

/** Has the boot-services of a site told what they serve: segments and boot configurations. */
@Component
public class SegmentServing {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentServing.class);

    private final Cmdb cmdb;
    private final Engine engine;

    SegmentServing(Cmdb cmdb, Engine engine) {
        this.cmdb = cmdb;
        this.engine = engine;
    }

    /** Tells all of the site as it is now; what an earlier workflow has not told yet is out of date and is given up. */
    public void serve(SiteName site) {
        engine.start(
                "ServeSegments",
                WorkflowOptions.newBuilder()
                        .setWorkflowId(WorkflowIds.segments(site))
                        .setTaskQueue(TaskQueues.CONTROL)
                        .setWorkflowIdConflictPolicy(
                                WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_TERMINATE_EXISTING)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setStaticSummary("Tell boot-services of " + site + " their segments")
                        .build(),
                site,
                cmdb.segments().ofSite(site),
                cmdb.bootConfigurations().ofSite(site));
    }

    /** Boot-services may have lost their disk, and a change its last word, while the API was down. */
    @EventListener(ApplicationReadyEvent.class)
    void serveAll() {
        Thread.ofVirtual().name("serve-segments").start(() -> {
            try {
                for (var site : cmdb.sites().search(null, Pageable.unpaged()).map(Site::name)) {
                    if (!cmdb.segments().ofSite(site).isEmpty()) {
                        serve(site);
                    }
                }
            } catch (Problem | DataAccessException e) {
                LOG.warn(
                        "Boot-services were not told their segments anew, so they serve those that they know: {}",
                        e.getMessage());
            }
        });
    }
}
