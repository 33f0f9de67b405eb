package io.metalwright.boot.tls;

import io.metalwright.model.network.IpAddress;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The server's certificate for the addresses that it has now; exchanged under way when they change. */
public final class ServerIdentity extends X509ExtendedKeyManager {
    private static final String ALIAS = "server";

    private final SiteAuthority authority;
    private final KeyPair keys;
    private volatile Set<IpAddress> addresses;
    private volatile X509Certificate certificate;

    public ServerIdentity(SiteAuthority authority, Set<IpAddress> addresses)
            throws GeneralSecurityException, IOException {
        this.authority = authority;
        this.keys = SiteAuthority.newKeys();
        this.addresses = Set.copyOf(addresses);
        this.certificate = Certificates.server(authority, keys.getPublic(), addresses);
    }

    public synchronized void serve(Set<IpAddress> changed) throws GeneralSecurityException, IOException {
        if (!changed.equals(addresses)) {
            certificate = Certificates.server(authority, keys.getPublic(), changed);
            addresses = Set.copyOf(changed);
        }
    }

    public SSLContext context() throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {this}, null, new SecureRandom());
        return context;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return keyType.startsWith("EC") ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return keyType.startsWith("EC") ? ALIAS : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {certificate, authority.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return keys.getPrivate();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
