package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.boot.store.Json;
import io.metalwright.model.Sha256;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A site that lacks an image fetches it from another one; curl is the machine. */
@Timeout(60)
class ImageSourceTest {
    private static final byte[] PLAIN =
            "an image that lies far away ".repeat(4000).getBytes(StandardCharsets.UTF_8);
    private static final Sha256 SUM = Sha256.sumOf(PLAIN);

    @TempDir
    private Path folder;

    private TestSite far;
    private TestSite near;

    @BeforeEach
    void start() throws Exception {
        far = TestSite.start(folder.resolve("far"), new RecordingCourier());
        near = TestSite.fetchingFrom(URI.create(far.http() + "/"), folder.resolve("near"));
    }

    @AfterEach
    void stop() {
        near.close();
        far.close();
    }

    @Test
    void aChunkComesFromFarOnceHoweverManyAskForIt() throws Exception {
        put("chunks/" + SUM.hex().substring(0, 2) + "/" + SUM, Zstd.compress(PLAIN));

        try (var machines = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = Collections.nCopies(12, (Callable<byte[]>) this::got);
            for (var answer : machines.invokeAll(asked)) {
                assertThat(answer.get()).isEqualTo(PLAIN);
            }
        }

        assertThat(near.services().counters().total("image_chunks_fetched")).isEqualTo(1);
        assertThat(far.services().counters().total("image_chunks")).isEqualTo(1);
        far.close();
        assertThat(got()).as("with the source away").isEqualTo(PLAIN);
    }

    @Test
    void whatIsDamagedFarAwayIsNeitherServedNorKept() throws Exception {
        put(
                "chunks/" + SUM.hex().substring(0, 2) + "/" + SUM,
                Zstd.compress("something else".getBytes(StandardCharsets.UTF_8)));

        assertThat(curl(near.http() + "/images/chunks/" + SUM))
                .contains("\"status\":503", "something else by that name");

        assertThat(folder.resolve("near/images"))
                .satisfiesAnyOf(
                        images -> assertThat(images).doesNotExist(),
                        images -> assertThat(images).isDirectoryNotContaining("glob:**" + SUM));
        put("chunks/" + SUM.hex().substring(0, 2) + "/" + SUM, Zstd.compress(PLAIN));
        assertThat(got()).as("mended").isEqualTo(PLAIN);
    }

    @Test
    void aSourceThatLacksItOrIsAwayIsToldApart() throws Exception {
        assertThat(curl(near.http() + "/images/chunks/" + SUM)).contains("\"status\":404");
        far.close();
        assertThat(curl(near.http() + "/images/chunks/" + SUM)).contains("\"status\":503", "its image source failed");
    }

    @Test
    void aManifestIsBelievedOnlyWhenItIsOfThatImage() throws Exception {
        var image = ImageManifest.of(
                PLAIN.length, ImageManifest.CHUNK_BYTES, List.of(new ImageChunk(0, PLAIN.length, SUM, 100)));
        var name = "manifests/" + image.digest() + ".json";
        put(name, Json.MAPPER.writeValueAsBytes(ImageManifest.of(1 << 20, ImageManifest.CHUNK_BYTES, List.of())));
        assertThat(curl(near.http() + "/images/" + name)).contains("\"status\":503");

        put(name, Json.MAPPER.writeValueAsBytes(image));

        assertThat(Json.MAPPER.readValue(curl(near.http() + "/images/" + name), ImageManifest.class))
                .isEqualTo(image);
        far.close();
        assertThat(curl(near.http() + "/images/" + name)).contains(SUM.hex());
    }

    private void put(String name, byte[] bytes) throws Exception {
        var file = folder.resolve("far/images").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private byte[] got() throws Exception {
        var file = Files.createTempFile(folder, "got", null);
        curl("-f", "-o", file.toString(), near.http() + "/images/chunks/" + SUM);
        return Zstd.decompress(Files.readAllBytes(file), PLAIN.length);
    }

    private static String curl(String... words) throws Exception {
        var command = new ArrayList<>(List.of("curl", "-sS"));
        command.addAll(List.of(words));
        return Program.run(command.toArray(String[]::new)).output();
    }
}
