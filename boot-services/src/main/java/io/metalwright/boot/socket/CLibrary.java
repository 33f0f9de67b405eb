package io.metalwright.boot.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The functions of the C library that {@link NativeSocket} needs. Handles are constants and called exactly, or each call would cost microseconds. */
final class CLibrary {
    /** recvmmsg(2): wait for the first datagram, take the others only if they are there. */
    private static final int MSG_WAITFORONE = 0x10000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET =
            function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SETSOCKOPT =
            function("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle BIND =
            function("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKNAME =
            function("getsockname", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle RECVMMSG =
            function("recvmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle SENDMMSG =
            function("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    private static final MethodHandle SENDTO = function(
            "sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SHUTDOWN =
            function("shutdown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private CLibrary() {}

    static MemorySegment errno(Arena arena) {
        return arena.allocate(CALL_STATE);
    }

    static int errorOf(MemorySegment errno) {
        return (int) ERRNO.get(errno, 0L);
    }

    static int socket(MemorySegment errno, int family, int type, int protocol) {
        try {
            return (int) SOCKET.invokeExact(errno, family, type, protocol);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int setsockopt(MemorySegment errno, int descriptor, int level, int option, MemorySegment value, int length) {
        try {
            return (int) SETSOCKOPT.invokeExact(errno, descriptor, level, option, value, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int bind(MemorySegment errno, int descriptor, MemorySegment address, int length) {
        try {
            return (int) BIND.invokeExact(errno, descriptor, address, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int getsockname(MemorySegment errno, int descriptor, MemorySegment address, MemorySegment length) {
        try {
            return (int) GETSOCKNAME.invokeExact(errno, descriptor, address, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int recvmmsg(MemorySegment errno, int descriptor, MemorySegment messages, int count) {
        try {
            return (int) RECVMMSG.invokeExact(errno, descriptor, messages, count, MSG_WAITFORONE, MemorySegment.NULL);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int sendmmsg(MemorySegment errno, int descriptor, MemorySegment messages, int count) {
        try {
            return (int) SENDMMSG.invokeExact(errno, descriptor, messages, count, 0);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static long sendto(
            MemorySegment errno, int descriptor, MemorySegment bytes, long size, MemorySegment address, int length) {
        try {
            return (long) SENDTO.invokeExact(errno, descriptor, bytes, size, 0, address, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int shutdown(MemorySegment errno, int descriptor, int how) {
        try {
            return (int) SHUTDOWN.invokeExact(errno, descriptor, how);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int close(MemorySegment errno, int descriptor) {
        try {
            return (int) CLOSE.invokeExact(errno, descriptor);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static IllegalStateException broken(Throwable e) {
        return new IllegalStateException("call the C library", e);
    }

    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), descriptor, Linker.Option.captureCallState("errno"));
    }
}
