package io.metalwright.activities.notice;

import io.metalwright.model.alert.Alert;
import io.metalwright.model.notice.Notice;
import io.metalwright.model.notice.NoticeEvent;
import io.metalwright.model.run.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A notice as a letter: what happened to which machine stands in the subject. */
record Letter(String subject, String text) {
    static Letter of(Notice notice) {
        var run = notice.run();
        var alert = notice.alert();
        if (alert != null) {
            return of(notice, alert);
        }
        return run == null
                ? new Letter(
                        "[metalwright] Test of " + notice.subscription(),
                        "Somebody tried whether notices of '" + notice.subscription() + "' arrive. This one did.\n")
                : of(notice, run);
    }

    private static Letter of(Notice notice, Alert alert) {
        var lines = new ArrayList<String>();
        lines.add("Machine: " + alert.machineName() + " (" + alert.machine() + ")");
        lines.add("Site:    " + alert.site());
        lines.add("Rule:    " + alert.rule() + ", " + alert.severity().word());
        lines.add("Raised:  " + alert.raisedAt());
        if (alert.clearedAt() != null) {
            lines.add("Over:    " + alert.clearedAt());
        }
        lines.add("");
        lines.add(alert.words());
        lines.add("");
        lines.add("metalwright machines health " + alert.machineName());
        return new Letter(
                "[metalwright] " + alert.machineName() + ": " + alert.subject() + " " + says(notice.event()),
                String.join("\n", lines) + "\n");
    }

    private static Letter of(Notice notice, RunView run) {
        var machine = Objects.requireNonNullElse(notice.machineName(), run.workflowId());
        var lines = new ArrayList<String>();
        lines.add("Machine: " + machine + (run.machine() == null ? "" : " (" + run.machine() + ")"));
        lines.add("Run:     " + run.kind().word() + " " + run.id());
        if (run.site() != null) {
            lines.add("Site:    " + run.site());
        }
        lines.add("Began:   " + run.startedAt());
        lines.add("");
        lines.addAll(story(run));
        lines.add("");
        lines.add("metalwright runs show " + run.id());
        return new Letter(
                "[metalwright] " + machine + ": " + run.kind().word() + " " + says(notice.event()),
                String.join("\n", lines) + "\n");
    }

    private static List<String> story(RunView run) {
        var waiting = run.waiting();
        if (waiting == null) {
            return List.of(Objects.requireNonNullElse(run.outcome(), "It said nothing more."));
        }
        var lines = new ArrayList<String>();
        lines.add(waiting.doing() + ":");
        lines.add(waiting.trouble());
        lines.add("");
        lines.add("What would help: " + waiting.advice());
        if (waiting.lastSign() != null) {
            lines.add("Last sign of life: " + waiting.lastSign());
        }
        if (waiting.nextTryAt() != null) {
            lines.add("It tries again by itself at " + waiting.nextTryAt() + ".");
        }
        return lines;
    }

    private static String says(NoticeEvent event) {
        return switch (event) {
            case WAITING -> "waits for you";
            case DONE -> "is done";
            case CANCELLED -> "was cancelled";
            case FAILED -> "failed";
            case ALERT -> "needs a look";
            case ALERT_CLEARED -> "is well again";
            case TEST -> "test";
        };
    }
}
