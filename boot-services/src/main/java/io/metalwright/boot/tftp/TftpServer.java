package io.metalwright.boot.tftp;

import io.metalwright.boot.files.FileShelf;
import io.metalwright.boot.files.MappedFiles;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.segment.Listener;
import io.metalwright.boot.segment.ListenerThread;
import io.metalwright.boot.socket.ReceivedBatch;
import io.metalwright.boot.tftp.wire.TftpCodec;
import io.metalwright.boot.tftp.wire.TftpError;
import io.metalwright.boot.tftp.wire.TftpPacket;
import io.metalwright.boot.tftp.wire.TransferTerms;
import io.metalwright.boot.wire.MalformedPacketException;
import io.metalwright.model.network.IpAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Read-only TFTP on one address: hears requests, and hands the transfers to {@link TftpTransfers}. */
public final class TftpServer implements Listener {
    /** Hears of a file that a client has received whole. */
    public interface Served {
        void served(IpAddress client, String file);
    }

    private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);
    private static final int REQUESTS_AT_ONCE = 32;
    /** RFC 2347 section 2: a request is at most 512 bytes; firmware with long paths goes a little over. */
    private static final int LONGEST_REQUEST = 2048;

    private final UdpPort port;
    private final FileShelf shelf;
    private final MappedFiles files = new MappedFiles();
    private final Counters counters;
    private final TftpTransfers transfers;
    private final ListenerThread receiver;

    private TftpServer(IpAddress address, UdpPort port, TftpTransfers transfers, FileShelf shelf, Counters counters) {
        this.port = port;
        this.transfers = transfers;
        this.shelf = shelf;
        this.counters = counters;
        this.receiver = ListenerThread.start("tftp-" + address, this::receive);
    }

    public static TftpServer start(IpAddress address, int port, FileShelf shelf, Counters counters, Served served)
            throws IOException {
        var requests = UdpPort.open(address, port);
        try {
            return new TftpServer(address, requests, TftpTransfers.start(address, counters, served), shelf, counters);
        } catch (IOException | RuntimeException e) {
            requests.close();
            throw e;
        }
    }

    @Override
    public boolean isAlive() {
        return receiver.isAlive() && transfers.isAlive();
    }

    @Override
    public void close() {
        receiver.close();
    }

    private void receive(BooleanSupplier wanted) {
        try (port;
                transfers) {
            var batch = new ReceivedBatch(port.kind(), REQUESTS_AT_ONCE, LONGEST_REQUEST);
            while (wanted.getAsBoolean()) {
                port.receive(batch);
                for (int i = 0; i < batch.size(); i++) {
                    var client = batch.sender(i);
                    answer(client, batch.senderPort(i), batch.bytes(i));
                }
            }
        } catch (IOException e) {
            LOG.warn("hear TFTP requests: {}", e.getMessage());
        }
    }

    /** Nothing that one packet causes may end the loop. */
    private void answer(IpAddress client, int clientPort, byte[] packet) {
        counters.count("tftp_requests");
        try {
            switch (TftpCodec.decode(packet)) {
                case TftpPacket.ReadRequest request -> read(client, clientPort, request);
                case TftpPacket.WriteRequest ignored ->
                    refuse(client, clientPort, TftpError.ACCESS_VIOLATION, "this server is read-only");
                // Strays of old transfers. Answering an error with an error would go on for ever (RFC 1350 section 7).
                case TftpPacket.Error ignored -> {}
                case TftpPacket.Data ignored ->
                    refuse(client, clientPort, TftpError.UNKNOWN_TRANSFER, "no such transfer");
                case TftpPacket.Acknowledgement ignored ->
                    refuse(client, clientPort, TftpError.UNKNOWN_TRANSFER, "no such transfer");
                case TftpPacket.OptionAcknowledgement ignored ->
                    refuse(client, clientPort, TftpError.UNKNOWN_TRANSFER, "no such transfer");
            }
        } catch (MalformedPacketException e) {
            counters.count("tftp_malformed");
        } catch (IOException | RuntimeException e) {
            counters.count("tftp_failed");
            LOG.warn("answer a TFTP request of {}", client, e);
        }
    }

    private void read(IpAddress client, int clientPort, TftpPacket.ReadRequest request) throws IOException {
        if (!request.mode().equals("octet")) {
            refuse(client, clientPort, TftpError.ILLEGAL_OPERATION, "boot files are not text: use mode octet");
            return;
        }
        switch (shelf.find(request.file())) {
            case FileShelf.Found.Missing ignored ->
                refuse(client, clientPort, TftpError.FILE_NOT_FOUND, "no such file");
            case FileShelf.Found.Outside ignored -> {
                LOG.warn("{} asked by TFTP for a path outside the root: {}", client, printable(request.file()));
                refuse(client, clientPort, TftpError.ACCESS_VIOLATION, "this path leads outside the root");
            }
            case FileShelf.Found.File(Path path, long ignored) -> {
                var content = files.content(path);
                var terms = TransferTerms.of(request.options(), content.byteSize());
                transfers.begin(new TftpTransfer(
                        client, clientPort, printable(request.file()), content, terms, System.nanoTime()));
            }
        }
    }

    private void refuse(IpAddress client, int clientPort, TftpError error, String message) throws IOException {
        counters.count("tftp_refused", "error", error.name());
        port.send(TftpCodec.encode(error, message), client, clientPort);
    }

    /** What a stranger sent, fit for a log: short and without control characters. */
    private static String printable(String text) {
        var clean = text.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > 120 ? clean.substring(0, 120) + "…" : clean;
    }
}
