package io.metalwright.model.runbook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.plan.EraseWish;
import io.metalwright.model.power.PowerCommand;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A step of a runbook, as data. What it is told by is {@code do}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunbookStep.Power.class, name = "power"),
    @JsonSubTypes.Type(value = RunbookStep.BootOs.class, name = "bootos"),
    @JsonSubTypes.Type(value = RunbookStep.Inspect.class, name = "inspect"),
    @JsonSubTypes.Type(value = RunbookStep.Wipe.class, name = "wipe"),
    @JsonSubTypes.Type(value = RunbookStep.Erase.class, name = "erase"),
    @JsonSubTypes.Type(value = RunbookStep.Script.class, name = "script"),
    @JsonSubTypes.Type(value = RunbookStep.Firmware.class, name = "firmware"),
    @JsonSubTypes.Type(value = RunbookStep.Ask.class, name = "ask"),
    @JsonSubTypes.Type(value = RunbookStep.Leave.class, name = "leave")
})
public sealed interface RunbookStep {
    /** Where a step finds the machine. */
    enum Where {
        /** In the ramdisk. */
        BOOTOS,
        /** Before it, or after it. */
        SYSTEM;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    /** Short, and once in a runbook: the run shows and steers the step by it. */
    String name();

    /** Where the machine is while it is performed; null: that does not matter. */
    @JsonIgnore
    @Nullable
    Where place();

    private static String named(@Nullable String name, String otherwise) {
        if (name != null && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'name' " + name
                            + " is no name of a step: at most 31 small letters, digits and hyphens, of which a letter is first");
        }
        return Objects.requireNonNullElse(name, otherwise);
    }

    /** Switches the machine. */
    record Power(String name, PowerCommand command) implements RunbookStep {
        public Power {
            name = named(name, "power");
            if (command == null) {
                throw new IllegalArgumentException("'command' is missing: on, off, soft-off, cycle or reset");
            }
        }

        @Override
        public Where place() {
            return Where.SYSTEM;
        }
    }

    /** Takes the machine into BootOS. */
    record BootOs(String name) implements RunbookStep {
        public BootOs {
            name = named(name, "bootos");
        }

        @Override
        public Where place() {
            return Where.SYSTEM;
        }
    }

    /** Collects the hardware anew. */
    record Inspect(String name) implements RunbookStep {
        public Inspect {
            name = named(name, "inspect");
        }

        @Override
        public Where place() {
            return Where.BOOTOS;
        }
    }

    /** Destroys RAID, partitions and signatures. */
    record Wipe(String name) implements RunbookStep {
        public Wipe {
            name = named(name, "wipe");
        }

        @Override
        public Where place() {
            return Where.BOOTOS;
        }
    }

    /** Erases the disks in full. */
    record Erase(String name, EraseWish how) implements RunbookStep {
        public Erase {
            name = named(name, "erase");
            how = how == null ? EraseWish.BEST : how;
            if (how == EraseWish.METADATA) {
                throw new IllegalArgumentException("'how' is best or overwrite; a step 'wipe' destroys the metadata");
            }
        }

        @Override
        public Where place() {
            return Where.BOOTOS;
        }
    }

    /**
     * Runs a script as root, and keeps what it prints.
     *
     * @param where in BootOS, or in the system that is installed, by SSH
     * @param undo a script that takes it back when the run is cancelled, or null
     * @param minutes how long it may take; 60 when it is not given
     * @param skippable whether a person may go on without it
     */
    record Script(
            String name,
            Where where,
            String script,
            @Nullable String undo,
            @Nullable Integer minutes,
            @Nullable Boolean skippable)
            implements RunbookStep {
        private static final int LONGEST = 100_000;
        private static final int A_DAY = 24 * 60;

        public Script {
            name = named(name, "script");
            if (where == null) {
                throw new IllegalArgumentException("'where' of script '" + name + "' is missing: bootos or system");
            }
            if (script == null || script.isBlank()) {
                throw new IllegalArgumentException("'script' of '" + name + "' is missing: a POSIX shell script");
            }
            if (script.length() > LONGEST || undo != null && undo.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "'script' of '" + name + "' is too long: at most " + LONGEST + " characters");
            }
            if (minutes != null && (minutes < 1 || minutes > A_DAY)) {
                throw new IllegalArgumentException("'minutes' of '" + name + "' is 1 to " + A_DAY);
            }
        }

        @Override
        public Where place() {
            return where;
        }
    }

    /**
     * Has the machine's BMC update firmware, out of band, wherever the machine is.
     *
     * @param image http or https URL, as the BMC reaches it
     * @param targets which parts it is for, as {@link FirmwareImage} names them; null: the BMC knows by the image
     * @param atRestart whether the BMC shall keep it until the machine's next start
     * @param minutes how long it may take; 30 when it is not given
     */
    record Firmware(
            String name,
            String image,
            @Nullable List<String> targets,
            @Nullable Boolean atRestart,
            @Nullable Integer minutes)
            implements RunbookStep {
        private static final int LONGEST_MINUTES = 6 * 60;

        public Firmware {
            name = named(name, "firmware");
            FirmwareImage.of(image, targets, false);
            targets = targets == null ? null : List.copyOf(targets);
            if (minutes != null && (minutes < 1 || minutes > LONGEST_MINUTES)) {
                throw new IllegalArgumentException("'minutes' of '" + name + "' is 1 to " + LONGEST_MINUTES);
            }
        }

        public FirmwareImage wish() {
            return FirmwareImage.of(image, targets, Boolean.TRUE.equals(atRestart));
        }

        @Override
        public @Nullable Where place() {
            return null;
        }
    }

    /** Waits until a person says that it may go on. */
    record Ask(String name, String text) implements RunbookStep {
        public Ask {
            name = named(name, "ask");
            if (text == null || text.isBlank() || text.length() > 2000) {
                throw new IllegalArgumentException(
                        "'text' of '" + name + "' is missing: what a person shall do, in at most 2000 characters");
            }
        }

        @Override
        public @Nullable Where place() {
            return null;
        }
    }

    /**
     * Takes the machine out of BootOS: to its disk, or off where it was off before.
     *
     * @param off whether it is switched off in any case
     */
    record Leave(String name, @Nullable Boolean off) implements RunbookStep {
        public Leave {
            name = named(name, "leave");
        }

        @Override
        public Where place() {
            return Where.BOOTOS;
        }
    }
}
