package io.metalwright.ops.network;

import io.metalwright.boot.tftp.wire.TftpCodec;
import io.metalwright.boot.tftp.wire.TftpError;
import io.metalwright.boot.tftp.wire.TftpPacket;
import io.metalwright.boot.wire.MalformedPacketException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Fetches the first block of a boot file, as firmware does. */
final class TftpProbe {
    /** What came. */
    sealed interface Answer {
        record Block(int bytes) implements Answer {}

        record Refused(String why) implements Answer {}

        record Silence() implements Answer {}
    }

    private static final int PORT = 69;
    private static final int WAIT_MILLIS = 1500;
    private static final int TRIES = 2;

    private TftpProbe() {}

    /** @param server an address, as a URL has it */
    static Answer firstBlock(String server, String file, int blockSize) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            try (var socket = new DatagramSocket()) {
                socket.setSoTimeout(WAIT_MILLIS);
                var options = new LinkedHashMap<>(Map.of("blksize", Integer.toString(blockSize)));
                var request = TftpCodec.encode(new TftpPacket.ReadRequest(file, "octet", options));
                socket.send(new DatagramPacket(request, request.length, InetAddress.getByName(server), PORT));
                return answer(socket);
            } catch (SocketTimeoutException e) {
                // Once more: UDP loses packets, and that alone is nothing wrong.
            }
        }
        return new Answer.Silence();
    }

    private static Answer answer(DatagramSocket socket) throws IOException {
        while (true) {
            var datagram = new DatagramPacket(new byte[65_536], 65_536);
            socket.receive(datagram);
            try {
                switch (TftpCodec.decode(Arrays.copyOf(datagram.getData(), datagram.getLength()))) {
                    case TftpPacket.OptionAcknowledgement ignored ->
                        send(socket, datagram, TftpCodec.encode(new TftpPacket.Acknowledgement(0)));
                    case TftpPacket.Data data -> {
                        send(socket, datagram, TftpCodec.encode(TftpError.NOT_DEFINED, "only checking"));
                        return new Answer.Block(data.content().length());
                    }
                    case TftpPacket.Error error -> {
                        return new Answer.Refused(error.message());
                    }
                    case TftpPacket.ReadRequest ignored -> {}
                    case TftpPacket.WriteRequest ignored -> {}
                    case TftpPacket.Acknowledgement ignored -> {}
                }
            } catch (MalformedPacketException e) {
                return new Answer.Refused("the answer is no TFTP: " + e.getMessage());
            }
        }
    }

    private static void send(DatagramSocket socket, DatagramPacket to, byte[] packet) throws IOException {
        socket.send(new DatagramPacket(packet, packet.length, to.getSocketAddress()));
    }
}
