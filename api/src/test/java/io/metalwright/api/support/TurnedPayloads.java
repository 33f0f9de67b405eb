package io.metalwright.api.support;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import java.util.List;

/** Stands for encryption: bytes back to front, marked so that they are told from those in the clear. */
final class TurnedPayloads implements PayloadCodec {
    private static final ByteString TURNED = ByteString.copyFromUtf8("binary/turned");

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        return payloads.stream()
                .map(plain -> Payload.newBuilder()
                        .putMetadata("encoding", TURNED)
                        .setData(turned(plain.toByteString()))
                        .build())
                .toList();
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return payloads.stream().map(TurnedPayloads::open).toList();
    }

    private static Payload open(Payload payload) {
        if (!TURNED.equals(payload.getMetadataMap().get("encoding"))) {
            return payload;
        }
        try {
            return Payload.parseFrom(turned(payload.getData()));
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ByteString turned(ByteString bytes) {
        var back = new byte[bytes.size()];
        for (int i = 0; i < back.length; i++) {
            back[i] = bytes.byteAt(back.length - 1 - i);
        }
        return ByteString.copyFrom(back);
    }
}
