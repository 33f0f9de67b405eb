package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.BmcAddress;
import io.metalwright.model.Sha256;
import io.metalwright.model.power.BmcProtocol;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts a BMC by the certificate that it showed first. Neither name nor date of it count: BMCs come with certificates for other names, and with
 * clocks of years ago.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final CertificatePins pins;

    /** Another certificate than the pinned one; found again in the chain of causes. */
    static final class OtherCertificate extends CertificateException {
        private static final long serialVersionUID = 1L;

        OtherCertificate(Sha256 pinned, Sha256 shown) {
            super("it shows the certificate " + shown + ", and showed " + pinned + " when it was first spoken to");
        }
    }

    private PinnedTrust(CertificatePins pins) {
        this.pins = pins;
    }

    static SSLContext context(CertificatePins pins) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedTrust(pins)}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no TLS", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authentication, @Nullable SSLEngine engine)
            throws CertificateException {
        if (engine == null || engine.getPeerHost() == null || chain.length == 0) {
            throw new CertificateException("nobody knows who shows this certificate");
        }
        var address = new BmcAddress(BmcProtocol.REDFISH, engine.getPeerHost(), engine.getPeerPort());
        var shown = Sha256.sumOf(chain[0].getEncoded());
        var pinned = pins.pinned(address);
        if (pinned.isEmpty()) {
            pins.pin(address, shown);
            pinned = pins.pinned(address);
        }
        if (!shown.equals(pinned.orElse(shown))) {
            throw new OtherCertificate(pinned.orElse(shown), shown);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authentication, Socket socket)
            throws CertificateException {
        throw new CertificateException("only HTTPS of this process is meant");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authentication) throws CertificateException {
        throw new CertificateException("nobody knows who shows this certificate");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authentication) throws CertificateException {
        throw new CertificateException("nobody is served here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authentication, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, authentication);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authentication, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, authentication);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
