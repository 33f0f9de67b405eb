package io.metalwright.activities.console;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.SerialLine;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A machine's serial line that is kept open: lost, it is opened again. One thread reads, another writes. */
final class HeldLine implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TYPED_AHEAD = 200;

    /** What is asked of the line. */
    private sealed interface Wish {
        record Type(byte[] characters) implements Wish {}

        record Hold() implements Wish {}
    }

    private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>(TYPED_AHEAD);
    private final Supplier<Bmc> login;
    private final SecretMask mask;
    private final LineNews news;
    private final Thread reader = Thread.ofVirtual().name("console-read").unstarted(this::hold);
    private final Thread writer = Thread.ofVirtual().name("console-write").unstarted(this::write);
    private volatile @Nullable SerialLine open;
    private boolean take;
    private volatile boolean closed;

    HeldLine(Supplier<Bmc> login, SecretMask mask, LineNews news) {
        this.login = login;
        this.mask = mask;
        this.news = news;
    }

    void start() {
        reader.start();
        writer.start();
    }

    /** What is typed while the line is lost, or faster than the BMC takes it, is lost. */
    void type(byte[] characters) {
        if (open == null || !wishes.offer(new Wish.Type(characters))) {
            news.refused("Nothing can be typed now: the line is not open, or takes no more.");
        }
    }

    void sendBreak() {
        wishes.offer(new Wish.Hold());
    }

    /** Takes the line from whoever has it, now. */
    synchronized void take() {
        take = true;
        notifyAll();
    }

    private synchronized boolean shallTake() {
        boolean asked = take;
        take = false;
        return asked;
    }

    private void hold() {
        var pause = FIRST_PAUSE;
        while (!closed) {
            news.opening();
            try (var bmc = login.get();
                    var line = bmc.openSerialLine(shallTake())) {
                open = line;
                news.open();
                pause = FIRST_PAUSE;
                read(line);
            } catch (BmcFailure.LineTaken e) {
                open = null;
                news.taken(String.valueOf(e.getMessage()));
            } catch (BmcFailure e) {
                open = null;
                news.lost(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                open = null;
                news.lost("The worker failed: " + e);
            }
            rest(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void read(SerialLine line) {
        while (!closed) {
            var characters = line.read(POLL);
            var passed = characters.length == 0 && mask.holds() ? mask.rest() : mask.pass(characters);
            if (passed.length > 0) {
                news.wrote(passed);
            }
        }
    }

    private synchronized void rest(Duration pause) {
        try {
            long until = System.nanoTime() + pause.toNanos();
            for (long left = pause.toMillis(); !closed && !take && left > 0; ) {
                wait(left);
                left = (until - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void write() {
        try {
            while (!closed) {
                var wish = wishes.poll(1, TimeUnit.SECONDS);
                var line = open;
                if (wish != null && line != null) {
                    tell(line, wish);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void tell(SerialLine line, Wish wish) {
        try {
            switch (wish) {
                case Wish.Type type -> line.write(type.characters());
                case Wish.Hold hold -> line.sendBreak();
            }
        } catch (BmcFailure e) {
            // A line that is lost is told of by its reader.
            news.refused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        synchronized (this) {
            notifyAll();
        }
        writer.interrupt();
        // It gives the line back to the BMC.
        if (!reader.join(Duration.ofSeconds(5))) {
            reader.interrupt();
        }
        mask.clear();
    }
}
