package io.metalwright.ops.role;

import io.metalwright.boot.tls.ServerIdentity;
import io.metalwright.boot.tls.SiteAuthority;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** As what a worker shows itself to BMCs that push events: its addresses, vouched for by an authority whose {@code ca.pem} a BMC may be given. */
final class EventDoorIdentity {
    private EventDoorIdentity() {}

    static SSLContext in(Path folder) throws IOException {
        try {
            var addresses = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .<IpAddress>map(address -> Ipv4Address.of(address.getHostAddress()))
                    .collect(Collectors.toSet());
            return new ServerIdentity(SiteAuthority.loadedOrMade(folder), addresses).context();
        } catch (GeneralSecurityException e) {
            throw new IOException("make the certificate of the door for Redfish events", e);
        }
    }
}
