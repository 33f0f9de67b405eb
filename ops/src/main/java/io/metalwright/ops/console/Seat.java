package io.metalwright.ops.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Somebody at a console: shows what the machine writes, passes on what is typed, and opens the line again when it is lost. */
public final class Seat {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final ConsoleSource source;
    private final Screen screen;
    private final @Nullable Duration stay;
    private final boolean readOnly;
    private final Keys keys = new Keys();
    private volatile @Nullable ConsoleLine line;
    private volatile boolean left;

    /**
     * @param stay leave by itself after so long; null: not
     * @param readOnly whether keys but those that tell us something do nothing
     */
    public Seat(ConsoleSource source, Screen screen, @Nullable Duration stay, boolean readOnly) {
        this.source = source;
        this.screen = screen;
        this.stay = stay;
        this.readOnly = readOnly;
    }

    /**
     * Returns when somebody left, or the time to stay is over.
     *
     * @param keyboard null: nothing is typed
     * @param escapes whether {@code ~} has a meaning; not for what a program pipes in
     * @throws IllegalStateException if the line could not be opened at first, or was lost for good
     */
    public void sit(@Nullable InputStream keyboard, boolean escapes) throws IOException, InterruptedException {
        long until = stay == null ? Long.MAX_VALUE : System.nanoTime() + stay.toNanos();
        boolean opened = false;
        var pause = FIRST_PAUSE;
        while (!left && System.nanoTime() < until) {
            try (var open = source.open(this::note)) {
                line = open;
                screen.note("console of " + source.name() + (opened ? ", again" : "")
                        + (escapes && !opened ? "; ~. leaves, ~? helps" : ""));
                if (!opened && keyboard != null) {
                    Thread.ofPlatform().daemon().name("keyboard").start(() -> type(keyboard, escapes));
                }
                opened = true;
                pause = FIRST_PAUSE;
                while (!left && System.nanoTime() < until) {
                    var characters = open.read(POLL);
                    if (characters.length > 0) {
                        screen.show(characters);
                    }
                }
            } catch (ConsoleLost e) {
                line = null;
                if (!opened || !e.mayComeBack()) {
                    throw new IllegalStateException(e.getMessage(), e);
                }
                screen.note("lost: " + e.getMessage() + " Trying again in " + pause.toSeconds() + " s");
                rest(pause, until);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                opened = true;
            }
        }
    }

    private void rest(Duration pause, long until) throws InterruptedException {
        long end = Math.min(until, System.nanoTime() + pause.toNanos());
        while (!left && System.nanoTime() < end) {
            Thread.sleep(50);
        }
    }

    private void type(InputStream keyboard, boolean escapes) {
        var typed = new byte[1024];
        try {
            for (int length = keyboard.read(typed); length >= 0 && !left; length = keyboard.read(typed)) {
                if (escapes) {
                    for (var stroke : keys.read(typed, length)) {
                        strike(stroke);
                    }
                } else {
                    strike(new Keys.Stroke.Type(Arrays.copyOf(typed, length)));
                }
            }
        } catch (IOException e) {
            note("the keyboard is gone: " + e.getMessage());
        }
    }

    private void strike(Keys.Stroke stroke) {
        var open = line;
        try {
            switch (stroke) {
                case Keys.Stroke.Leave leave -> left = true;
                case Keys.Stroke.Help help -> note(Keys.HELP.strip());
                case Keys.Stroke.Type type -> {
                    if (open != null && !readOnly) {
                        open.write(type.characters());
                    }
                }
                case Keys.Stroke.Break hold -> {
                    if (open != null && !readOnly) {
                        open.sendBreak();
                    }
                }
                case Keys.Stroke.TakeOver take -> {
                    if (open != null && !readOnly) {
                        open.takeOver();
                    }
                }
            }
        } catch (RuntimeException e) {
            note(String.valueOf(e.getMessage()));
        }
    }

    private void note(String text) {
        try {
            screen.note(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
