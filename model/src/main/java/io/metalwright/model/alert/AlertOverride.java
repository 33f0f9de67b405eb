package io.metalwright.model.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is otherwise with one machine.
 *
 * @param rule {@code *}: every rule
 * @param subject a sensor's name, or what else the rule is about; {@code *}: everything
 * @param muted its alerts are raised, and nobody is told
 * @param until when it ends; null: when somebody takes it away
 * @param above in place of the thresholds of rule and BMC; as {@code below} for sensors alone
 * @param reason for whoever wonders later
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertOverride(
        String rule,
        String subject,
        boolean muted,
        @Nullable Instant until,
        @Nullable Double above,
        @Nullable Double below,
        @Nullable String reason) {
    public static final String ALL = "*";

    public AlertOverride {
        rule = rule == null || rule.isBlank() ? ALL : rule;
        subject = subject == null || subject.isBlank() ? ALL : subject;
        if (!muted && above == null && below == null) {
            throw new IllegalArgumentException("Give 'muted', or another threshold with 'above' or 'below'");
        }
    }

    boolean isOf(String aRule, String aSubject, Instant now) {
        return (rule.equals(ALL) || rule.equals(aRule))
                && (subject.equals(ALL) || subject.equals(aSubject))
                && (until == null || until.isAfter(now));
    }

    boolean hasThreshold() {
        return above != null || below != null;
    }

    boolean isPassedBy(double value) {
        return above != null && value > above || below != null && value < below;
    }
}
