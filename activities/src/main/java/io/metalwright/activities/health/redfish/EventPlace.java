package io.metalwright.activities.health.redfish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Where BMCs reach a worker's door.
 *
 * @param door tells it from those of other workers, and stays the same when the worker starts again
 * @param listening where it listens, perhaps at all addresses
 */
public record EventPlace(String door, InetSocketAddress listening) {
    /** Any: nothing is sent there. */
    private static final int DISCARD = 9;

    public static EventPlace at(InetSocketAddress listening) {
        return new EventPlace(
                hostName() + " " + listening.getAddress().getHostAddress() + " " + listening.getPort(), listening);
    }

    /**
     * Where this BMC sends to: what listens at all addresses is told by the one that the way to the BMC begins at.
     *
     * @throws IOException where no way leads there
     */
    String toldTo(String bmc) throws IOException {
        var address = listening.getAddress().isAnyLocalAddress() ? towards(bmc) : listening.getAddress();
        var host = address.getHostAddress().replaceFirst("%.*", "");
        return "https://" + (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + listening.getPort();
    }

    private static InetAddress towards(String bmc) throws IOException {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(bmc), DISCARD));
            return socket.getLocalAddress();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            return "worker";
        }
    }
}
