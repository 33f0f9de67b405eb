package io.metalwright.model.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.alert.Alert;
import io.metalwright.model.run.RunView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that one subscriber is told; as JSON it is the body of a webhook.
 *
 * @param id the same however often it is sent, so that a receiver passes over what it has
 * @param machineName null where there is none: a test, or a machine that was never entered
 * @param run null in a test, and where it is about an alert
 * @param alert null where it is about a run
 */
public record Notice(
        String id,
        NoticeEvent event,
        Instant at,
        String subscription,
        @Nullable String machineName,
        @Nullable RunView run,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Alert alert) {}
