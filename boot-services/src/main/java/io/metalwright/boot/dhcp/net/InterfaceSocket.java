package io.metalwright.boot.dhcp.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A UDP socket that hears and speaks on one network interface only, or on all that have none of their own (Linux, {@code SO_BINDTODEVICE}, socket(7)).
 *
 * <p>A DHCP client without an address broadcasts, and only the interface on which its message came in says which segment it is in. The
 * JDK's sockets cannot be bound to an interface, so this one is made by the C library. See docs/decisions/0001-dhcp-sockets.md.
 */
public final class InterfaceSocket implements AutoCloseable {
    /** A datagram and its sender. */
    public record Datagram(byte[] bytes, Ipv4Address sender, int senderPort) {}

    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_BROADCAST = 6;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_BINDTODEVICE = 25;
    private static final int SHUT_RDWR = 2;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int LONGEST_DATAGRAM = 65_536;
    private static final int SOCKADDR_LENGTH = 16;

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

    private final String networkInterface;
    private final int descriptor;

    private InterfaceSocket(String networkInterface, int descriptor) {
        this.networkInterface = networkInterface;
        this.descriptor = descriptor;
    }

    /** Bound to all addresses of one interface. */
    public static InterfaceSocket on(String networkInterface, int port) throws IOException {
        return open(Optional.of(networkInterface), port);
    }

    /**
     * Hears what comes in on any interface, where no other socket is bound to that; broadcasts all the same, of which the kernel gives
     * every socket a copy.
     */
    public static InterfaceSocket onAll(int port) throws IOException {
        return open(Optional.empty(), port);
    }

    private static InterfaceSocket open(Optional<String> networkInterface, int port) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(CALL_STATE);
            int descriptor = (int) call(SOCKET, state, AF_INET, SOCK_DGRAM_CLOEXEC, 0);
            check(descriptor, state, "make a UDP socket");
            var socket = new InterfaceSocket(networkInterface.orElse("all interfaces"), descriptor);
            try {
                if (networkInterface.isPresent()) {
                    socket.option(state, SO_BINDTODEVICE, arena.allocateFrom(networkInterface.get()));
                }
                // The socket of all interfaces and those of single ones share the port.
                socket.option(state, SO_REUSEADDR, arena.allocateFrom(JAVA_INT, 1));
                socket.option(state, SO_BROADCAST, arena.allocateFrom(JAVA_INT, 1));
                // A receiver looks up once a second, so that closing never waits for a packet.
                socket.option(state, SO_RCVTIMEO, arena.allocateFrom(JAVA_LONG, 1, 0));
                var address = address(arena, Ipv4Address.ANY, port);
                check(
                        call(BIND, state, descriptor, address, SOCKADDR_LENGTH),
                        state,
                        "take UDP port " + port + " on " + socket.networkInterface
                                + " (is another DHCP server running?)");
                return socket;
            } catch (IOException | RuntimeException e) {
                socket.close();
                throw e;
            }
        }
    }

    /** The next datagram, or empty when none came for a second. Blocks its platform thread. */
    public Optional<Datagram> receive() throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(CALL_STATE);
            var buffer = arena.allocate(LONGEST_DATAGRAM);
            var sender = arena.allocate(SOCKADDR_LENGTH, 4);
            var senderLength = arena.allocateFrom(JAVA_INT, SOCKADDR_LENGTH);
            long length = call(RECVFROM, state, descriptor, buffer, (long) LONGEST_DATAGRAM, 0, sender, senderLength);
            if (length < 0) {
                int error = (int) ERRNO.get(state, 0L);
                if (error == EAGAIN || error == EINTR) {
                    return Optional.empty();
                }
                throw new IOException("receive on " + networkInterface + ": error " + error);
            }
            return Optional.of(new Datagram(
                    buffer.asSlice(0, length).toArray(JAVA_BYTE),
                    Ipv4Address.ofBits(sender.get(JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN), 4)),
                    Short.toUnsignedInt(sender.get(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 2))));
        }
    }

    public void send(byte[] bytes, Ipv4Address to, int port) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(CALL_STATE);
            var buffer = arena.allocateFrom(JAVA_BYTE, bytes);
            long sent = call(
                    SENDTO,
                    state,
                    descriptor,
                    buffer,
                    (long) bytes.length,
                    0,
                    address(arena, to, port),
                    SOCKADDR_LENGTH);
            check(sent, state, "send to " + to + ":" + port + " on " + networkInterface);
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

    private void option(MemorySegment state, int option, MemorySegment value) throws IOException {
        long result = call(SETSOCKOPT, state, descriptor, SOL_SOCKET, option, value, (int) value.byteSize());
        check(result, state, "set socket option " + option + " for " + networkInterface);
    }

    /** {@code struct sockaddr_in}, ip(7). */
    private static MemorySegment address(Arena arena, Ipv4Address address, int port) {
        var structure = arena.allocate(SOCKADDR_LENGTH, 4);
        structure.set(JAVA_SHORT_UNALIGNED, 0, (short) AF_INET);
        structure.set(JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), 2, (short) port);
        structure.set(JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN), 4, address.bits());
        return structure;
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
