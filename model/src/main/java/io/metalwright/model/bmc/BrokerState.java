package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a BMC fares with those who ask it, as the worker knows it that answers; another worker of the site may know it otherwise.
 *
 * @param busy whether it is being asked now
 * @param waiting how many wait for it
 * @param session whether somebody's login is kept for the next one
 * @param calls how often it was asked since the worker began
 * @param unanswered how many of those it did not answer
 * @param lastAnswerAt null where it never answered
 * @param silentSince the first call that it did not answer, where it has answered none since
 * @param nextPollAt before that no poll asks a silent one; persons and runs always do
 * @param failure what became of the last call that it did not answer
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BrokerState(
        boolean busy,
        int waiting,
        boolean session,
        long calls,
        long unanswered,
        @Nullable Instant lastAnswerAt,
        @Nullable Instant silentSince,
        @Nullable Instant nextPollAt,
        @Nullable String failure) {}
