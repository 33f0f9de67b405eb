package io.metalwright.boot.socket;

import java.io.IOException;

/** Keeps datagrams that were sent to everybody on a wire (255.255.255.255, RFC 919) from a UDP socket: a program for the kernel's packet filter. */
public final class BroadcastFilter {
    private static final int LOAD_WORD_AT = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;
    /** SKF_NET_OFF: what is counted from there lies in the header of IP. */
    private static final int NETWORK_HEADER = -0x100000;

    private static final int DESTINATION = 16;
    private static final int EVERYBODY = 0xffff_ffff;
    private static final int NOTHING = 0;
    private static final int ALL_OF_IT = 0xffff_ffff;

    private BroadcastFilter() {}

    public static void passOver(NativeSocket socket) throws IOException {
        socket.filter(
                new NativeSocket.Instruction(LOAD_WORD_AT, 0, 0, NETWORK_HEADER + DESTINATION),
                new NativeSocket.Instruction(JUMP_IF_EQUAL, 0, 1, EVERYBODY),
                new NativeSocket.Instruction(RETURN, 0, 0, NOTHING),
                new NativeSocket.Instruction(RETURN, 0, 0, ALL_OF_IT));
    }
}
