package io.metalwright.boot.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A socket made by the C library of Linux (socket(7)), because the JDK's can neither be bound to a network interface nor speak ICMP. See
 * docs/decisions/0005-sockets-of-the-c-library.md.
 */
public final class NativeSocket implements AutoCloseable {
    /** A datagram and its sender, as a {@code struct sockaddr}. */
    public record Datagram(byte[] bytes, byte[] sender) {}

    /** A family and type of sockets with the longest address it has. */
    public enum Kind {
        /** AF_INET, SOCK_DGRAM. */
        UDP(2, 2, 0, 16),
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
    }

    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_BINDTODEVICE = 25;
    private static final int SHUT_RDWR = 2;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int LONGEST_DATAGRAM = 65_536;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SOCKET =
            function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
            function("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle BIND =
            function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECVFROM = function(
            "recvfrom", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SENDTO = function(
            "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SHUTDOWN =
            function("shutdown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

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
            var state = arena.allocate(CALL_STATE);
            var where = networkInterface.orElse("all interfaces");
            int descriptor = (int) call(SOCKET, state, kind.family, kind.type | SOCK_CLOEXEC, kind.protocol);
            check(descriptor, state, "make a socket for " + kind + " on " + where);
            var socket = new NativeSocket(kind, where, descriptor);
            try {
                if (networkInterface.isPresent()) {
                    socket.option(state, SOL_SOCKET, SO_BINDTODEVICE, arena.allocateFrom(networkInterface.get()));
                }
                // A receiver looks up once a second, so that closing never waits for a packet.
                socket.option(state, SOL_SOCKET, SO_RCVTIMEO, arena.allocateFrom(JAVA_LONG, 1, 0));
                return socket;
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        }
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
            option(arena.allocate(CALL_STATE), level, option, arena.allocateFrom(JAVA_BYTE, value));
        }
    }

    /** @param address a {@code struct sockaddr} */
    public void bind(byte[] address, String what) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(CALL_STATE);
            check(
                    call(BIND, state, descriptor, arena.allocateFrom(JAVA_BYTE, address), address.length),
                    state,
                    "take " + what + " on " + where);
        }
    }

    /** The next datagram, or empty when none came for a second. Blocks its platform thread. */
    public Optional<Datagram> receive() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(CALL_STATE);
            var buffer = arena.allocate(LONGEST_DATAGRAM);
            var sender = arena.allocate(kind.addressLength, 4);
            var senderLength = arena.allocateFrom(JAVA_INT, kind.addressLength);
            long length = call(RECVFROM, state, descriptor, buffer, (long) LONGEST_DATAGRAM, 0, sender, senderLength);
            if (length < 0) {
                int error = (int) ERRNO.get(state, 0L);
                if (error == EAGAIN || error == EINTR) {
                    return Optional.empty();
                }
                throw new IOException("receive on " + where + ": error " + error);
            }
            return Optional.of(new Datagram(buffer.asSlice(0, length).toArray(JAVA_BYTE), sender.toArray(JAVA_BYTE)));
        }
    }

    /** @param address a {@code struct sockaddr} */
    public void send(byte[] bytes, byte[] address) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(CALL_STATE);
            long sent = call(
                    SENDTO,
                    state,
                    descriptor,
                    arena.allocateFrom(JAVA_BYTE, bytes),
                    (long) bytes.length,
                    0,
                    arena.allocateFrom(JAVA_BYTE, address),
                    address.length);
            check(sent, state, "send on " + where);
        }
    }

    @Override
    public void close() {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(CALL_STATE);
            call(SHUTDOWN, state, descriptor, SHUT_RDWR);
            call(CLOSE, state, descriptor);
        }
    }

    private void option(MemorySegment state, int level, int option, MemorySegment value) throws IOException {
        long result = call(SETSOCKOPT, state, descriptor, level, option, value, (int) value.byteSize());
        check(result, state, "set socket option " + option + " of level " + level + " on " + where);
    }

    private static void check(long result, MemorySegment state, String what) throws IOException {
        if (result < 0) {
            throw new IOException(what + ": error " + (int) ERRNO.get(state, 0L) + " of the operating system");
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }

    private static long call(MethodHandle function, Object... arguments) {
        try {
            return ((Number) function.invokeWithArguments(arguments)).longValue();
        } catch (Throwable e) {
            throw new IllegalStateException("call the C library", e);
        }
    }
}
