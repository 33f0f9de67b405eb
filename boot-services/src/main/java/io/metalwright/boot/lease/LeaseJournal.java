package io.metalwright.boot.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases on disk: a file of records that is only ever appended to, and written anew when most of it is out of date. What comes
 * while the disk is busy is written in the next group with one sync for all, so that a slow disk makes groups larger and not the service
 * slower by as much.
 */
final class LeaseJournal<L> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseJournal.class);
    /** The file grows by this much: a sync that need not change the file's length takes half the time (ext4). */
    private static final int GROWTH = 1 << 20;

    private static final long REWRITTEN_ABOVE = 4L << 20;
    private static final int REWRITTEN_WHEN_TIMES_LIVE = 4;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 500;

    private final Path file;
    private final JournalForm<L> form;
    private final Thread writer;
    private final Object lock = new Object();
    private ByteBuffer incoming;
    private List<Runnable> awaiting = new ArrayList<>();
    private Supplier<? extends Collection<L>> live = List::of;
    private boolean closed;

    // The writer's own.
    private FileChannel channel;
    private long end;
    private long allocated;
    private ByteBuffer outgoing;
    /** Whether records may stand behind the end that were never acknowledged. */
    private boolean isTorn;

    private long rewrittenAbove = REWRITTEN_ABOVE;

    private LeaseJournal(Path file, JournalForm<L> form, FileChannel channel, long end) throws IOException {
        this.file = file;
        this.form = form;
        this.incoming = ByteBuffer.allocate(64 * form.bytes());
        this.outgoing = ByteBuffer.allocate(64 * form.bytes());
        this.channel = channel;
        this.end = end;
        cutOff();
        // A platform thread: a sync would hold a virtual thread's carrier for as long as the disk takes.
        this.writer = Thread.ofPlatform().daemon().name("lease-journal").unstarted(this::write);
    }

    /** Hands over what the file has, oldest first, and begins to write. What a crash left half-written at its end is dropped. */
    static <L> LeaseJournal<L> open(Path file, JournalForm<L> form, Consumer<L> reader) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            var journal = new LeaseJournal<>(file, form, channel, read(channel, form, reader));
            journal.writer.start();
            return journal;
        } catch (IOException e) {
            throw new UncheckedIOException("open the leases in " + file, e);
        }
    }

    private static <L> long read(FileChannel channel, JournalForm<L> form, Consumer<L> reader) throws IOException {
        var bytes = ByteBuffer.allocate(GROWTH / form.bytes() * form.bytes());
        long end = 0;
        while (true) {
            bytes.clear();
            while (bytes.hasRemaining() && channel.read(bytes, end + bytes.position()) > 0) {
                // A read may give less than asked for.
            }
            bytes.flip();
            boolean isLast = bytes.limit() < bytes.capacity();
            while (bytes.remaining() >= form.bytes()) {
                var lease = form.read(bytes);
                if (lease.isEmpty()) {
                    return end;
                }
                reader.accept(lease.get());
                end += form.bytes();
            }
            if (isLast) {
                return end;
            }
        }
    }

    /** Who knows what is still true, when the file is written anew. */
    void live(Supplier<? extends Collection<L>> source) {
        synchronized (lock) {
            live = source;
        }
    }

    /** Is written in the next group. */
    void append(L lease) {
        synchronized (lock) {
            if (incoming.remaining() < form.bytes()) {
                incoming = ByteBuffer.allocate(incoming.capacity() * 2).put(incoming.flip());
            }
            form.write(lease, incoming);
            lock.notifyAll();
        }
    }

    /** Runs when all that was appended so far is on disk; not at all when it cannot be written, and then its client asks again. */
    public void afterCommit(Runnable action) {
        synchronized (lock) {
            awaiting.add(action);
            lock.notifyAll();
        }
    }

    /** Returns when all that was appended so far is on disk. */
    void awaitCommit() {
        var done = new CompletableFuture<Void>();
        afterCommit(() -> done.complete(null));
        done.join();
    }

    /** Writes what is left. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        try {
            writer.join();
            channel.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("close the leases in " + file, e);
        }
    }

    private void write() {
        try {
            while (true) {
                List<Runnable> actions;
                synchronized (lock) {
                    while (incoming.position() == 0 && awaiting.isEmpty() && !closed) {
                        lock.wait();
                    }
                    if (incoming.position() == 0 && awaiting.isEmpty()) {
                        return;
                    }
                    var group = incoming;
                    incoming = outgoing.clear();
                    outgoing = group.flip();
                    actions = awaiting;
                    awaiting = new ArrayList<>();
                }
                if (committed()) {
                    actions.forEach(LeaseJournal::runSafely);
                } else {
                    Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean committed() {
        try {
            if (outgoing.hasRemaining()) {
                if (isTorn) {
                    cutOff();
                }
                isTorn = true;
                grow(outgoing.remaining());
                long at = end;
                while (outgoing.hasRemaining()) {
                    at += channel.write(outgoing, at);
                }
                channel.force(false);
                end = at;
                isTorn = false;
                rewriteWhenStale();
            }
            return true;
        } catch (IOException e) {
            LOG.error("write leases to {}: they are not acknowledged", file, e);
            return false;
        }
    }

    /** All records are of one length: what is left behind the end of a shorter group would be read as newer than that. */
    private void cutOff() throws IOException {
        channel.truncate(end);
        channel.force(true);
        allocated = end;
        isTorn = false;
    }

    private void grow(int needed) throws IOException {
        if (end + needed > allocated) {
            long wanted = end + needed + GROWTH;
            var zeros = ByteBuffer.allocate((int) (wanted - allocated));
            while (zeros.hasRemaining()) {
                allocated += channel.write(zeros, allocated);
            }
            channel.force(true);
        }
    }

    private void rewriteWhenStale() {
        if (end < rewrittenAbove) {
            return;
        }
        Supplier<? extends Collection<L>> source;
        synchronized (lock) {
            source = live;
        }
        var current = source.get();
        if (end < (long) current.size() * form.bytes() * REWRITTEN_WHEN_TIMES_LIVE) {
            return;
        }
        try {
            rewrite(current);
            rewrittenAbove = REWRITTEN_ABOVE;
        } catch (IOException e) {
            // The group is on disk in the old file. Not with each group: a full disk would be filled each time.
            rewrittenAbove = end + GROWTH;
            LOG.error("write {} anew: it grows meanwhile", file, e);
        }
    }

    private void rewrite(Collection<L> current) throws IOException {
        // Records that were appended meanwhile stand in both and follow later: reading them twice changes nothing.
        var bytes = ByteBuffer.allocate(Math.max(1, current.size()) * form.bytes());
        current.forEach(lease -> form.write(lease, bytes));
        bytes.flip();
        var next = file.resolveSibling(file.getFileName() + ".new");
        var written = FileChannel.open(
                next,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            long length = bytes.limit();
            while (bytes.hasRemaining()) {
                written.write(bytes);
            }
            written.force(true);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            var old = channel;
            channel = written;
            end = length;
            allocated = length;
            old.close();
        } catch (IOException e) {
            if (channel != written) {
                written.close();
            }
            throw e;
        }
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    private static void runSafely(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("tell a client of its lease", e);
        }
    }
}
