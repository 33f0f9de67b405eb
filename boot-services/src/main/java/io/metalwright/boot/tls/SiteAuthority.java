package io.metalwright.boot.tls;

import io.metalwright.model.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * The certificate authority of a site: made once, kept in a folder, known to BootOS by the sum of its file.
 *
 * @param pem the bytes of {@code /ca.pem}, whose sum every boot script carries
 */
public record SiteAuthority(X509Certificate certificate, PrivateKey key, byte[] pem) {
    public static SiteAuthority loadedOrMade(Path folder) throws IOException, GeneralSecurityException {
        var certificateFile = folder.resolve("ca.pem");
        var keyFile = folder.resolve("ca.key");
        if (!Files.exists(certificateFile) || !Files.exists(keyFile)) {
            Files.createDirectories(folder);
            make(certificateFile, keyFile);
        }
        byte[] pem = Files.readAllBytes(certificateFile);
        return new SiteAuthority(
                new JcaX509CertificateConverter().getCertificate(read(certificateFile, X509CertificateHolder.class)),
                new JcaPEMKeyConverter().getPrivateKey(read(keyFile, PrivateKeyInfo.class)),
                pem);
    }

    public Sha256 sum() {
        return Sha256.sumOf(pem);
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
        return generator.generateKeyPair();
    }

    private static void make(Path certificateFile, Path keyFile) throws IOException, GeneralSecurityException {
        var keys = newKeys();
        var certificate = Certificates.authority(keys);
        // The key first: a certificate whose key was never written would be of no use, and is what is looked for.
        write(keyFile, pem(new PemObject("PRIVATE KEY", keys.getPrivate().getEncoded())), "rw-------");
        write(certificateFile, pem(new JcaX509CertificateHolder(certificate)), "rw-r--r--");
    }

    private static void write(Path file, String text, String permissions) throws IOException {
        var temporary = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                "new",
                ".pem",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(temporary, text, StandardCharsets.US_ASCII);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(Object value) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(value);
        }
        return text.toString();
    }

    private static <T> T read(Path file, Class<T> type) throws IOException {
        try (var parser = new PEMParser(new StringReader(Files.readString(file, StandardCharsets.US_ASCII)))) {
            var value = parser.readObject();
            if (!type.isInstance(value)) {
                throw new IOException("read " + file
                        + ": it does not hold what it should. Move it away, and a new authority is made");
            }
            return type.cast(value);
        }
    }
}
