package io.metalwright.ops.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.metalwright.cmdb.secret.Key;
import io.metalwright.cmdb.secret.KeyRing;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.payload.codec.PayloadCodec;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Payloads as they lie in Temporal: AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit nonce each, marked as Temporal's own samples mark them. What
 * came in the clear, by {@code temporal workflow start} or from before there was a key, is read as it is.
 */
public final class SealedPayloads implements PayloadCodec {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final ByteString ENCODING = ByteString.copyFromUtf8("binary/encrypted");

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();

    public SealedPayloads(KeyRing keys) {
        this.keys = keys;
    }

    /** What clients and workers read and write payloads with; failures are sealed too. */
    public static DataConverter converter(KeyRing keys) {
        return new SealingConverter(DefaultDataConverter.newDefaultInstance(), new SealedPayloads(keys));
    }

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        return payloads.stream().map(this::seal).toList();
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads.stream().map(this::open).toList();
    }

    private Payload seal(Payload plain) {
        var key = keys.current();
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plain.toByteArray());
            return Payload.newBuilder()
                    .putMetadata("encoding", ENCODING)
                    .putMetadata("encryption-cipher", ByteString.copyFromUtf8(CIPHER))
                    .putMetadata("encryption-key-id", ByteString.copyFromUtf8(key.id()))
                    .setData(ByteString.copyFrom(nonce).concat(ByteString.copyFrom(sealed)))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new DataConverterException("seal a payload", e);
        }
    }

    private Payload open(Payload sealed) {
        if (!ENCODING.equals(sealed.getMetadataMap().get("encoding"))) {
            return sealed;
        }
        var id = sealed.getMetadataOrDefault("encryption-key-id", ByteString.EMPTY)
                .toStringUtf8();
        var key = keys.find(id)
                .orElseThrow(() -> new DataConverterException("A payload was sealed with key " + id
                        + ", which is not in the file of payload keys. Bring that key back as another line."));
        var bytes = ByteBuffer.wrap(sealed.getData().toByteArray());
        if (bytes.remaining() < NONCE_BYTES) {
            throw new DataConverterException("A sealed payload is cut short.");
        }
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var rest = new byte[bytes.remaining()];
        bytes.get(rest);
        try {
            return Payload.parseFrom(cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(rest));
        } catch (GeneralSecurityException | InvalidProtocolBufferException e) {
            throw new DataConverterException("A payload sealed with key " + id + " was changed.", e);
        }
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
