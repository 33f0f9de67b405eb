package io.metalwright.boot.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Ipv6Address;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A socket made by the C library of Linux (socket(7)), because the JDK's can neither be bound to a network interface nor speak ICMP, nor
 * take and send many datagrams in one call. See docs/decisions/0005-sockets-of-the-c-library.md.
 */
public final class NativeSocket implements AutoCloseable {
    /** A family and type of sockets with the longest address it has. */
    public enum Kind {
        /** AF_INET, SOCK_DGRAM. */
        UDP(2, 2, 0, 16),
        /** AF_INET6, SOCK_DGRAM. */
        UDP_IPV6(10, 2, 0, 28),
        /** AF_INET6, SOCK_RAW, IPPROTO_ICMPV6. */
        ICMPV6(10, 3, 58, 28);

        private final int family;
        private final int type;
        private final int protocol;
        private final int addressLength;

        Kind(int family, int type, int protocol, int addressLength) {
            this.family = family;
            this.type = type;
            this.protocol = protocol;
            this.addressLength = addressLength;
        }

        int addressLength() {
            return addressLength;
        }

        short family() {
            return (short) family;
        }

        /** That of UDP between addresses of this kind. */
        public static Kind udp(IpAddress address) {
            return switch (address) {
                case Ipv4Address ignored -> UDP;
                case Ipv6Address ignored -> UDP_IPV6;
            };
        }
    }

    /** Of classic BPF, a {@code struct sock_filter}; jumps count instructions, {@code operand} is taken without a sign. */
    record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_BINDTODEVICE = 25;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int SHUT_RDWR = 2;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;

    private final Kind kind;
    /** On which interface, in words. */
    private final String where;

    private final int descriptor;

    private NativeSocket(Kind kind, String where, int descriptor) {
        this.kind = kind;
        this.where = where;
        this.descriptor = descriptor;
    }

    /** @param networkInterface the only one that is heard and spoken to, or empty for all that have no socket of their own */
    public static NativeSocket open(Kind kind, Optional<String> networkInterface) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var errno = CLibrary.errno(arena);
            var where = networkInterface.orElse("all interfaces");
            int descriptor = CLibrary.socket(errno, kind.family, kind.type | SOCK_CLOEXEC, kind.protocol);
            check(descriptor, errno, "make a socket for " + kind + " on " + where);
            var socket = new NativeSocket(kind, where, descriptor);
            try {
                if (networkInterface.isPresent()) {
                    socket.option(errno, SOL_SOCKET, SO_BINDTODEVICE, arena.allocateFrom(networkInterface.get()));
                }
                // A receiver looks up once a second, so that closing never waits for a packet.
                socket.option(errno, SOL_SOCKET, SO_RCVTIMEO, arena.allocateFrom(JAVA_LONG, 1, 0));
                return socket;
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        }
    }

    public Kind kind() {
        return kind;
    }

    public void option(int level, int option, int value) throws IOException {
        option(
                level,
                option,
                ByteBuffer.allocate(4)
                        .order(ByteOrder.nativeOrder())
                        .putInt(value)
                        .array());
    }

    public void option(int level, int option, byte[] value) throws IOException {
        try (var arena = Arena.ofConfined()) {
            option(CLibrary.errno(arena), level, option, arena.allocateFrom(JAVA_BYTE, value));
        }
    }

    /** Has the kernel ask this program how much of each datagram it keeps. */
    void filter(Instruction... program) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var instructions = arena.allocate(8L * program.length, 8);
            for (int i = 0; i < program.length; i++) {
                instructions.set(JAVA_SHORT, 8L * i, (short) program[i].code());
                instructions.set(JAVA_BYTE, 8L * i + 2, (byte) program[i].ifTrue());
                instructions.set(JAVA_BYTE, 8L * i + 3, (byte) program[i].ifFalse());
                instructions.set(JAVA_INT, 8L * i + 4, program[i].operand());
            }
            // struct sock_fprog
            var whole = arena.allocate(16, 8);
            whole.set(JAVA_SHORT, 0, (short) program.length);
            whole.set(ADDRESS, 8, instructions);
            option(CLibrary.errno(arena), SOL_SOCKET, SO_ATTACH_FILTER, whole);
        }
    }

    /** How long {@link #receive} waits for a first datagram. */
    public void receiveTimeout(long micros) throws IOException {
        try (var arena = Arena.ofConfined()) {
            option(
                    CLibrary.errno(arena),
                    SOL_SOCKET,
                    SO_RCVTIMEO,
                    arena.allocateFrom(JAVA_LONG, micros / 1_000_000, micros % 1_000_000));
        }
    }

    /** @param address a {@code struct sockaddr} */
    public void bind(byte[] address, String what) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var errno = CLibrary.errno(arena);
            check(
                    CLibrary.bind(errno, descriptor, arena.allocateFrom(JAVA_BYTE, address), address.length),
                    errno,
                    "take " + what + " on " + where);
        }
    }

    /** The {@code struct sockaddr} that the socket is bound to. */
    public byte[] boundTo() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var errno = CLibrary.errno(arena);
            var address = arena.allocate(kind.addressLength, 8);
            var length = arena.allocateFrom(JAVA_INT, kind.addressLength);
            check(CLibrary.getsockname(errno, descriptor, address, length), errno, "read the address on " + where);
            return address.toArray(JAVA_BYTE);
        }
    }

    /** Fills the batch with what is there, and waits for the first for as long as the time-out says. Blocks its platform thread. */
    public void receive(ReceivedBatch batch) throws IOException {
        int received = CLibrary.recvmmsg(batch.errno(), descriptor, batch.messages(), batch.capacity());
        if (received < 0) {
            int error = CLibrary.errorOf(batch.errno());
            if (error != EAGAIN && error != EINTR) {
                throw new IOException("receive on " + where + ": error " + error);
            }
            received = 0;
        }
        batch.filled(received);
    }

    /**
     * Sends all that is in the batch, and leaves it empty. What the kernel refuses is passed over, so that one unreachable receiver does not
     * cost the others theirs.
     *
     * @return how many were refused
     */
    public int send(SendBatch batch) {
        int refused = 0;
        int at = 0;
        while (at < batch.size()) {
            int sent = CLibrary.sendmmsg(batch.errno(), descriptor, batch.from(at), batch.size() - at);
            if (sent > 0) {
                at += sent;
            } else if (CLibrary.errorOf(batch.errno()) != EINTR) {
                refused++;
                at++;
            }
        }
        batch.clear();
        return refused;
    }

    /** @param address a {@code struct sockaddr} */
    public void send(byte[] bytes, byte[] address) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var errno = CLibrary.errno(arena);
            long sent = CLibrary.sendto(
                    errno,
                    descriptor,
                    arena.allocateFrom(JAVA_BYTE, bytes),
                    bytes.length,
                    arena.allocateFrom(JAVA_BYTE, address),
                    address.length);
            check(sent, errno, "send on " + where);
        }
    }

    @Override
    public void close() {
        try (var arena = Arena.ofConfined()) {
            var errno = CLibrary.errno(arena);
            CLibrary.shutdown(errno, descriptor, SHUT_RDWR);
            CLibrary.close(errno, descriptor);
        }
    }

    private void option(MemorySegment errno, int level, int option, MemorySegment value) throws IOException {
        long result = CLibrary.setsockopt(errno, descriptor, level, option, value, (int) value.byteSize());
        check(result, errno, "set socket option " + option + " of level " + level + " on " + where);
    }

    private static void check(long result, MemorySegment errno, String what) throws IOException {
        if (result < 0) {
            throw new IOException(what + ": error " + CLibrary.errorOf(errno) + " of the operating system");
        }
    }
}
