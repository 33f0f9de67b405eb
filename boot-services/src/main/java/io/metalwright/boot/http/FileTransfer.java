package io.metalwright.boot.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.channels.StreamSinkChannel;

/** Part of a file on its way to one client, as fast as the client takes it. */
final class FileTransfer implements ChannelListener<StreamSinkChannel> {
    private static final Logger LOG = LoggerFactory.getLogger(FileTransfer.class);
    /** After this much the other connections of the thread have their turn. */
    private static final long AT_ONCE = 1 << 20;

    private final HttpServerExchange exchange;
    private final FileChannel file;
    private long position;
    private long left;
    private boolean headersAreOut;

    FileTransfer(HttpServerExchange exchange, FileChannel file, long position, long length) {
        this.exchange = exchange;
        this.file = file;
        this.position = position;
        this.left = length;
        exchange.addExchangeCompleteListener((done, next) -> {
            IoUtils.safeClose(file);
            next.proceed();
        });
    }

    void begin() {
        var channel = exchange.getResponseChannel();
        channel.getWriteSetter().set(this);
        // It begins when the handler has returned.
        channel.resumeWrites();
    }

    @Override
    public void handleEvent(StreamSinkChannel channel) {
        try {
            // Asked to send both at once, Undertow 2.4.4 takes the file from its beginning, and more of it than it is
            // told.
            if (!headersAreOut && !channel.flush()) {
                return;
            }
            headersAreOut = true;
            long turn = Math.min(left, AT_ONCE);
            while (turn > 0) {
                long sent = channel.transferFrom(file, position, turn);
                if (sent == 0) {
                    return; // it is called again when there is room
                }
                if (sent < 0) {
                    throw new IOException("the file was cut short while it was sent");
                }
                position += sent;
                left -= sent;
                turn -= sent;
            }
            if (left == 0) {
                channel.suspendWrites();
                finish(channel);
            }
        } catch (IOException e) {
            // A client that went away is no event; a machine that was reset does so.
            LOG.debug("send a file to {}", exchange.getSourceAddress(), e);
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private void finish(StreamSinkChannel channel) throws IOException {
        channel.shutdownWrites();
        if (channel.flush()) {
            exchange.endExchange();
            return;
        }
        channel.getWriteSetter()
                .set(ChannelListeners.flushingChannelListener(
                        flushed -> exchange.endExchange(), (failed, e) -> IoUtils.safeClose(exchange.getConnection())));
        channel.resumeWrites();
    }
}
