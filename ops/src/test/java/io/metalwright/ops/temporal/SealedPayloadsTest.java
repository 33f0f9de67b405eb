package io.metalwright.ops.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.metalwright.cmdb.secret.KeyRing;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverterException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedPayloadsTest {
    private static final Payload PLAIN = Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8("{\"image\":\"debian-12\"}"))
            .build();

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("payload.keys");
    }

    private SealedPayloads codec() {
        return new SealedPayloads(KeyRing.ensure(file()));
    }

    @Test
    void whatIsSealedIsOpenedAgainAndTellsNothing() {
        var sealed = codec().encode(List.of(PLAIN));
        assertThat(sealed.getFirst().toString()).doesNotContain("debian");
        assertThat(codec().decode(sealed)).containsExactly(PLAIN);
        assertThat(codec().encode(List.of(PLAIN))).isNotEqualTo(sealed);
    }

    @Test
    void whatWasNeverSealedIsReadAsItIs() {
        assertThat(codec().decode(List.of(PLAIN))).containsExactly(PLAIN);
    }

    @Test
    void aNewKeySealsWhileTheOldOneStillOpensAndNothingIsStartedAgain() throws Exception {
        var codec = codec();
        var before = codec.encode(List.of(PLAIN));
        var old = Files.readString(file());
        Files.delete(file());
        KeyRing.ensure(file());
        Files.writeString(file(), Files.readString(file()) + old);
        Files.setLastModifiedTime(file(), FileTime.from(Instant.now().plusSeconds(5)));

        var after = codec.encode(List.of(PLAIN));

        assertThat(keyOf(after)).isNotEqualTo(keyOf(before));
        assertThat(codec.decode(before)).containsExactly(PLAIN);
        assertThat(codec.decode(after)).containsExactly(PLAIN);
    }

    private static ByteString keyOf(List<Payload> sealed) {
        return sealed.getFirst().getMetadataMap().get("encryption-key-id");
    }

    @Test
    void everyChangedByteIsNoticed() {
        var codec = codec();
        var sealed = codec.encode(List.of(PLAIN)).getFirst();
        for (int place = 0; place < sealed.getData().size(); place++) {
            var bytes = sealed.getData().toByteArray();
            bytes[place] ^= 1;
            var changed = sealed.toBuilder().setData(ByteString.copyFrom(bytes)).build();
            assertThatThrownBy(() -> codec.decode(List.of(changed))).isInstanceOf(DataConverterException.class);
        }
    }

    @Test
    void aKeyThatIsNotThereIsNamed() throws Exception {
        var sealed = codec().encode(List.of(PLAIN));
        Files.delete(file());
        assertThatThrownBy(() -> codec().decode(sealed))
                .isInstanceOf(DataConverterException.class)
                .hasMessageContaining(keyOf(sealed).toStringUtf8());
    }

    /** A run has about a hundred payloads of some hundred bytes each; what sealing and opening them costs is printed. */
    @Test
    void sealingARunCostsLittle() {
        var codec = codec();
        var payloads = Collections.nCopies(
                100,
                PLAIN.toBuilder().setData(ByteString.copyFrom(new byte[1000])).build());
        for (int warm = 0; warm < 50; warm++) {
            codec.decode(codec.encode(payloads));
        }
        var clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        int runs = 100;
        for (int run = 0; run < runs; run++) {
            codec.decode(codec.encode(payloads));
        }
        double millis = (clock.getCurrentThreadCpuTime() - start) / 1e6 / runs;
        IO.println("Sealing and opening 100 payloads of 1000 bytes takes %.2f ms of CPU.".formatted(millis));
        assertThat(millis).isLessThan(15);
    }
}
