package io.metalwright.ops.simulated.net;

import io.metalwright.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the one authority whose file has the sum that a boot script gave, and nothing else. */
public final class PinnedAuthority {
    private PinnedAuthority() {}

    public static SSLContext trust(byte[] pem, Sha256 wanted) throws IOException, GeneralSecurityException {
        if (!Sha256.sumOf(pem).equals(wanted)) {
            throw new IOException("NOT TRUSTED: /ca.pem has sha256:" + Sha256.sumOf(pem) + ", the command line wants "
                    + "sha256:" + wanted);
        }
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "site", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
