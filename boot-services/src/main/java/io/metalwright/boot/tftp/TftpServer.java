package io.metalwright.boot.tftp;

import io.metalwright.boot.files.FileShelf;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.segment.Listener;
import io.metalwright.boot.tftp.wire.TftpCodec;
import io.metalwright.boot.tftp.wire.TftpError;
import io.metalwright.boot.tftp.wire.TftpPacket;
import io.metalwright.boot.tftp.wire.TransferTerms;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Read-only TFTP on one address. */
public final class TftpServer implements Listener {
    /** Hears of a file that a client has received whole. */
    public interface Served {
        void served(Ipv4Address client, String file);
    }

    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);
    private static final int TRANSFERS_AT_ONCE = 512;
    /** RFC 2347 section 2: a request is at most 512 bytes; firmware with long paths goes a little over. */
    private static final int LONGEST_REQUEST = 2048;

    private final DatagramSocket socket;
    private final FileShelf shelf;
    private final Counters counters;
    private final Served served;
    private final Semaphore transfers = new Semaphore(TRANSFERS_AT_ONCE);
    private final Set<SocketAddress> underWay = ConcurrentHashMap.newKeySet();

    private TftpServer(DatagramSocket socket, FileShelf shelf, Counters counters, Served served) {
        this.socket = socket;
        this.shelf = shelf;
        this.counters = counters;
        this.served = served;
    }

    public static TftpServer start(Ipv4Address address, int port, FileShelf shelf, Counters counters, Served served)
            throws IOException {
        var socket = socket(address, port);
        var server = new TftpServer(socket, shelf, counters, served);
        Thread.ofVirtual().name("tftp-" + address).start(server::receive);
        return server;
    }

    private static DatagramSocket socket(Ipv4Address address, int port) throws IOException {
        try {
            return new DatagramSocket(new InetSocketAddress(address.value(), port));
        } catch (BindException e) {
            throw new IOException(
                    "take UDP port " + port + " of " + address + " for TFTP: " + e.getMessage()
                            + ". Is another TFTP server running?",
                    e);
        }
    }

    @Override
    public boolean isAlive() {
        return !socket.isClosed();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void receive() {
        while (!socket.isClosed()) {
            var datagram = new DatagramPacket(new byte[LONGEST_REQUEST], LONGEST_REQUEST);
            try {
                socket.receive(datagram);
                answer(datagram);
            } catch (MalformedPacketException e) {
                counters.count("tftp_malformed");
            } catch (IOException | RuntimeException e) {
                if (!socket.isClosed()) {
                    counters.count("tftp_failed");
                    LOG.warn("answer a TFTP request of {}", datagram.getAddress(), e);
                }
            }
        }
    }

    private void answer(DatagramPacket datagram) throws IOException {
        var client = (InetSocketAddress) datagram.getSocketAddress();
        counters.count("tftp_requests");
        switch (TftpCodec.decode(Arrays.copyOf(datagram.getData(), datagram.getLength()))) {
            case TftpPacket.ReadRequest request -> read(client, request);
            case TftpPacket.WriteRequest ignored ->
                refuse(client, TftpError.ACCESS_VIOLATION, "this server is read-only");
            // Strays of old transfers. Answering an error with an error would go on for ever (RFC 1350 section 7).
            case TftpPacket.Error ignored -> {}
            case TftpPacket.Data ignored -> refuse(client, TftpError.UNKNOWN_TRANSFER, "no such transfer");
            case TftpPacket.Acknowledgement ignored -> refuse(client, TftpError.UNKNOWN_TRANSFER, "no such transfer");
            case TftpPacket.OptionAcknowledgement ignored ->
                refuse(client, TftpError.UNKNOWN_TRANSFER, "no such transfer");
        }
    }

    private void read(InetSocketAddress client, TftpPacket.ReadRequest request) throws IOException {
        if (!request.mode().equals("octet")) {
            refuse(client, TftpError.ILLEGAL_OPERATION, "boot files are not text: use mode octet");
            return;
        }
        switch (shelf.find(request.file())) {
            case FileShelf.Found.Missing ignored -> refuse(client, TftpError.FILE_NOT_FOUND, "no such file");
            case FileShelf.Found.Outside ignored -> {
                LOG.warn("{} asked by TFTP for a path outside the root: {}", client, printable(request.file()));
                refuse(client, TftpError.ACCESS_VIOLATION, "this path leads outside the root");
            }
            case FileShelf.Found.File(Path path, long size) -> {
                var terms = TransferTerms.of(request.options(), size);
                // A request that comes again while its transfer runs was only slow on the wire.
                if (underWay.add(client)) {
                    if (transfers.tryAcquire()) {
                        Thread.ofVirtual().name("tftp-transfer").start(() -> transfer(client, request, path, terms));
                    } else {
                        underWay.remove(client);
                        counters.count("tftp_overload");
                    }
                }
            }
        }
    }

    private void transfer(InetSocketAddress client, TftpPacket.ReadRequest request, Path path, TransferTerms terms) {
        try (var own = new DatagramSocket(new InetSocketAddress(socket.getLocalAddress(), 0));
                var file = FileChannel.open(path)) {
            own.connect(client);
            var outcome = new TftpTransfer(own, file, terms).run();
            counters.count("tftp_transfers", "outcome", outcome.name());
            if (outcome == TftpTransfer.Outcome.SENT) {
                served.served(address(client.getAddress()), printable(request.file()));
            }
        } catch (IOException | RuntimeException e) {
            counters.count("tftp_failed");
            LOG.warn("send {} to {} by TFTP", path.getFileName(), client, e);
        } finally {
            underWay.remove(client);
            transfers.release();
        }
    }

    private void refuse(InetSocketAddress client, TftpError error, String message) throws IOException {
        counters.count("tftp_refused", "error", error.name());
        byte[] bytes = TftpCodec.encode(error, message);
        socket.send(new DatagramPacket(bytes, bytes.length, client));
    }

    private static Ipv4Address address(InetAddress address) {
        return Ipv4Address.of(address.getHostAddress());
    }

    /** What a stranger sent, fit for a log: short and without control characters. */
    private static String printable(String text) {
        var clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > 120 ? clean.substring(0, 120) + "…" : clean;
    }
}
