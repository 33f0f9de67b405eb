package io.metalwright.boot.tls;

import io.metalwright.model.network.IpAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the two kinds of certificate that a site has. */
final class Certificates {
    /**
     * A machine whose battery is empty starts with a clock of years ago, and BootOS has no other clock to ask. The authority is pinned by its
     * sum, so nothing rests on this date.
     */
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");

    private static final int YEARS = 20;
    private static final X500Principal AUTHORITY = new X500Principal("CN=Metalwright site authority");

    private Certificates() {}

    static X509Certificate authority(KeyPair keys) throws GeneralSecurityException, IOException {
        var builder = builder(AUTHORITY, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return signed(builder, keys.getPrivate());
    }

    static X509Certificate server(SiteAuthority authority, PublicKey key, Collection<IpAddress> addresses)
            throws GeneralSecurityException, IOException {
        var builder = builder(new X500Principal("CN=Metalwright boot services"), key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.certificate()));
        builder.addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(addresses.stream()
                        .map(address -> new GeneralName(GeneralName.iPAddress, address.value()))
                        .toArray(GeneralName[]::new)));
        return signed(builder, authority.key());
    }

    private static JcaX509v3CertificateBuilder builder(X500Principal subject, PublicKey key) {
        return new JcaX509v3CertificateBuilder(
                AUTHORITY,
                new BigInteger(127, new SecureRandom()).add(BigInteger.ONE),
                Date.from(LONG_AGO),
                Date.from(Instant.now().plus(YEARS * 365L, ChronoUnit.DAYS)),
                subject,
                key);
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey by)
            throws GeneralSecurityException {
        try {
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(by);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException("sign a certificate", e);
        }
    }
}
