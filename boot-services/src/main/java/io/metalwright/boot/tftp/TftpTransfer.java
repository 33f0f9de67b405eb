package io.metalwright.boot.tftp;

import io.metalwright.boot.tftp.wire.TftpCodec;
import io.metalwright.boot.tftp.wire.TftpPacket;
import io.metalwright.boot.tftp.wire.TransferTerms;
import io.metalwright.model.network.IpAddress;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * One file on its way to one client: what is sent next when an acknowledgement comes, or none does. It knows no socket and no clock; times are
 * nanoseconds of {@link System#nanoTime}.
 */
final class TftpTransfer {
    enum Outcome {
        SENT,
        /** The client said stop. UEFI firmware asks once for the size alone and stops so. */
        STOPPED_BY_CLIENT,
        CLIENT_SILENT
    }

    /** Takes what is to be sent to this client. */
    interface Sink {
        void send(byte[] packet);

        /** A DATA packet (RFC 1350 section 5). */
        void send(int blockNumber, MemorySegment content);
    }

    private static final long GIVEN_UP_AFTER = 30_000_000_000L;
    /** The option acknowledgement counts as block 0 (RFC 2347), so it comes after this. */
    private static final long NOTHING = -1;

    private final IpAddress client;
    private final int port;
    private final String name;
    private final MemorySegment file;
    private final TransferTerms terms;
    /** The last one is shorter than the block size, or empty (RFC 1350 section 6). */
    private final long lastBlock;

    private final RoundTrip roundTrip;
    private long acknowledged;
    private long sent;
    private long sentAt;
    private boolean sentOnce;
    private long progressAt;

    TftpTransfer(IpAddress client, int port, String name, MemorySegment file, TransferTerms terms, long now) {
        this.client = client;
        this.port = port;
        this.name = name;
        this.file = file;
        this.terms = terms;
        this.lastBlock = file.byteSize() / terms.blockSize() + 1;
        this.roundTrip = new RoundTrip(terms.timeout());
        this.acknowledged = terms.accepted().isEmpty() ? 0 : NOTHING;
        this.sent = acknowledged;
        this.progressAt = now;
    }

    IpAddress client() {
        return client;
    }

    int port() {
        return port;
    }

    String name() {
        return name;
    }

    /** Whether a request for this file, come again, means this transfer: the first answer is only late. */
    boolean isBegunBy(String file) {
        return acknowledged <= 0 && name.equals(file);
    }

    void begin(long now, Sink sink) {
        sendOn(now, sink);
    }

    /** @return the outcome when that was the last of it */
    Optional<Outcome> acknowledged(int number, long now, Sink sink) {
        long block = Math.max(0, sent) - (Math.max(0, sent) - number & 0xFFFF);
        if (block > acknowledged) {
            if (block == sent && sentOnce) {
                roundTrip.measured(now - sentAt);
            }
            roundTrip.progressed();
            acknowledged = block;
            progressAt = now;
            if (acknowledged == lastBlock) {
                return Optional.of(Outcome.SENT);
            }
            // A client that names a block amid the window has found a gap behind it (RFC 7440 section 4).
            boolean again = block < sent;
            sendOn(now, sink);
            sentOnce = !again;
        } else if (terms.windowSize() > 1
                && block == acknowledged
                && acknowledged > 0
                && now - sentAt > roundTrip.shortestAnswer()) {
            // The first block of the window is the one that is missing. Without windows a second acknowledgement of an
            // old block is no order to send again (RFC 1123 section 4.2.3.1, the sorcerer's apprentice).
            sendAgain(now, sink);
        }
        return Optional.empty();
    }

    /** When to call {@link #timedOut}. */
    long deadline() {
        return sentAt + roundTrip.timeout();
    }

    /** @return the outcome when nobody is waited for any more */
    Optional<Outcome> timedOut(long now, Sink sink) {
        if (now - progressAt > GIVEN_UP_AFTER) {
            return Optional.of(Outcome.CLIENT_SILENT);
        }
        roundTrip.timedOut();
        sendAgain(now, sink);
        return Optional.empty();
    }

    /** The first answer once more, for a request that came once more. */
    void sendAgain(long now, Sink sink) {
        sendOn(now, sink);
        sentOnce = false;
    }

    private void sendOn(long now, Sink sink) {
        sentAt = now;
        sentOnce = true;
        if (acknowledged == NOTHING) {
            sink.send(TftpCodec.encode(new TftpPacket.OptionAcknowledgement(terms.accepted())));
            sent = 0;
            return;
        }
        sent = Math.min(lastBlock, acknowledged + terms.windowSize());
        for (long block = acknowledged + 1; block <= sent; block++) {
            long from = (block - 1) * terms.blockSize();
            long length = Math.min(terms.blockSize(), file.byteSize() - from);
            sink.send((int) (block & 0xFFFF), file.asSlice(from, length));
        }
    }
}
