package io.metalwright.boot.tftp;

import io.metalwright.boot.tftp.wire.TftpCodec;
import io.metalwright.boot.tftp.wire.TftpPacket;
import io.metalwright.boot.tftp.wire.TransferTerms;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.boot.wire.Octets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Arrays;

/** Sends one file to one client, on a socket of its own that is connected to the client, so that nobody else is heard. */
final class TftpTransfer {
    enum Outcome {
        SENT,
        /** The client said stop. UEFI firmware asks once for the size alone and stops so. */
        STOPPED_BY_CLIENT,
        CLIENT_SILENT
    }

    private static final int MOST_TRIES = 6;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    private final DatagramSocket socket;
    private final FileChannel file;
    private final TransferTerms terms;
    /** The last one is shorter than the block size, or empty (RFC 1350 section 6). */
    private final long lastBlock;

    private final byte[] received = new byte[1024];

    TftpTransfer(DatagramSocket socket, FileChannel file, TransferTerms terms) throws IOException {
        this.socket = socket;
        this.file = file;
        this.terms = terms;
        this.lastBlock = file.size() / terms.blockSize() + 1;
    }

    Outcome run() throws IOException {
        long acknowledged = terms.accepted().isEmpty() ? 0 : -1;
        int tries = 0;
        var wait = terms.timeout();
        while (acknowledged < lastBlock) {
            if (tries++ == MOST_TRIES) {
                return Outcome.CLIENT_SILENT;
            }
            sendAfter(acknowledged);
            long reached = awaitAcknowledgement(acknowledged, wait);
            if (reached == STOPPED) {
                return Outcome.STOPPED_BY_CLIENT;
            }
            if (reached > acknowledged) {
                acknowledged = reached;
                tries = 0;
                wait = terms.timeout();
            } else {
                wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
            }
        }
        return Outcome.SENT;
    }

    private static final long STOPPED = -2;

    /** The option acknowledgement counts as block 0 (RFC 2347), so it comes after -1. */
    private void sendAfter(long acknowledged) throws IOException {
        if (acknowledged < 0) {
            send(TftpCodec.encode(new TftpPacket.OptionAcknowledgement(terms.accepted())));
            return;
        }
        for (long block = acknowledged + 1; block <= windowEnd(acknowledged); block++) {
            var buffer = ByteBuffer.allocate(terms.blockSize());
            long position = (block - 1) * terms.blockSize();
            while (buffer.hasRemaining() && file.read(buffer, position + buffer.position()) > 0) {
                // A read may give less than asked for.
            }
            var content = Octets.of(Arrays.copyOf(buffer.array(), buffer.position()));
            send(TftpCodec.encode(new TftpPacket.Data((int) (block & 0xFFFF), content)));
        }
    }

    private long windowEnd(long acknowledged) {
        return acknowledged < 0 ? 0 : Math.min(lastBlock, acknowledged + terms.windowSize());
    }

    /**
     * The block up to which the client has everything: the same as before when what was sent must be sent again. A second
     * acknowledgement of an old block is not an order to send again (RFC 1123 section 4.2.3.1, the sorcerer's apprentice), except with
     * windows, where it is how a client tells of a gap (RFC 7440 section 4).
     */
    private long awaitAcknowledgement(long acknowledged, Duration wait) throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        while (true) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return acknowledged;
            }
            socket.setSoTimeout((int) left);
            var datagram = new DatagramPacket(received, received.length);
            try {
                socket.receive(datagram);
            } catch (SocketTimeoutException e) {
                return acknowledged;
            }
            switch (decoded(datagram)) {
                case TftpPacket.Acknowledgement(int number) -> {
                    for (long block = windowEnd(acknowledged); block > acknowledged; block--) {
                        if ((block & 0xFFFF) == number) {
                            return block;
                        }
                    }
                    if (terms.windowSize() > 1 && acknowledged > 0 && (acknowledged & 0xFFFF) == number) {
                        return acknowledged;
                    }
                }
                case TftpPacket.Error ignored -> {
                    return STOPPED;
                }
                case TftpPacket.ReadRequest ignored -> {}
                case TftpPacket.WriteRequest ignored -> {}
                case TftpPacket.Data ignored -> {}
                case TftpPacket.OptionAcknowledgement ignored -> {}
            }
        }
    }

    /** Garbage on the transfer's port is as good as nothing; the client will repeat itself. */
    private static TftpPacket decoded(DatagramPacket datagram) {
        try {
            return TftpCodec.decode(Arrays.copyOf(datagram.getData(), datagram.getLength()));
        } catch (MalformedPacketException e) {
            return new TftpPacket.Data(0, Octets.NONE);
        }
    }

    private void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length));
    }
}
