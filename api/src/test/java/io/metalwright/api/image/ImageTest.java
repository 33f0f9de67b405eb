package io.metalwright.api.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestSite;
import io.metalwright.cmdb.image.ImageState;
import io.metalwright.model.Sha256;
import io.metalwright.model.SiteName;
import io.metalwright.model.run.RunKind;
import io.metalwright.model.run.RunState;
import io.metalwright.model.run.RunView;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTest {
    private final TestApi api = TestApi.running();

    private Answer importing(String json) {
        return api.call("POST", "/api/v1/images").json(json).send();
    }

    private Answer upload(String name, String query, String bytes) {
        return api.call("PUT", "/api/v1/images/" + name + "/content" + query)
                .body(HttpRequest.BodyPublishers.ofString(bytes))
                .send();
    }

    private Answer settled(String name) throws InterruptedException {
        for (int i = 0; i < 300; i++) {
            var answer = api.call("GET", "/api/v1/images/" + name).send();
            if (!answer.text("/state").equals("importing")) {
                return answer;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the import of " + name + " did not end");
    }

    private List<Path> uploadsOf(String name) throws Exception {
        var folder = api.data().resolve("images/uploads");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name + "."))
                    .toList();
        }
    }

    @Test
    void anImageIsFetchedAndTold() throws Exception {
        var accepted = importing("{\"name\": \"fetched\", \"url\": \"https://images.example/a.qcow2\"}")
                .hasStatus(202);
        assertThat(accepted.headers().firstValue("Location")).hasValue("/api/v1/images/fetched");
        var ready = settled("fetched");
        ready.is(200, """
                {"name": "fetched", "digest": "%s", "sizeBytes": 1000000000, "dataBytes": 4096, "storedBytes": 100,
                 "chunks": 1, "format": "raw", "source": "https://images.example/a.qcow2", "state": "ready", "error": null,
                 "createdAt": "%s", "updatedAt": "%s"}""".formatted(ready.text("/digest"), accepted.text("/createdAt"), ready.text("/updatedAt")));
        api.call("DELETE", "/api/v1/images/fetched").send().hasStatus(204);
        api.call("GET", "/api/v1/images/fetched").send().isProblem(404, """
                        {"type": "not-found", "title": "There is no such thing", "status": 404,
                         "detail": "There is no image 'fetched'."}""");
    }

    @Test
    void anUploadLiesInTheStoreForTheWorkerWhole() throws Exception {
        var bytes = "not really a disk";
        upload("sent", "?sha256=" + Sha256.sumOf(bytes).hex().toUpperCase(java.util.Locale.ROOT), bytes)
                .hasStatus(202);
        assertThat(settled("sent").text("/state")).isEqualTo("ready");
        var files = uploadsOf("sent");
        assertThat(files).hasSize(1);
        assertThat(Files.readString(files.getFirst())).isEqualTo(bytes);
        assertThat(api.call("GET", "/api/v1/images/sent").send().text("/source"))
                .isEqualTo(files.getFirst().getFileName().toString());
    }

    @Test
    void anUploadAsAFormOfCurlIsTakenAsBytes() throws Exception {
        // curl --data-binary says so of anything.
        api.call("PUT", "/api/v1/images/curled/content")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(HttpRequest.BodyPublishers.ofString("a=1&b=2"))
                .send()
                .hasStatus(202);
        assertThat(Files.readString(uploadsOf("curled").getFirst())).isEqualTo("a=1&b=2");
    }

    @Test
    void anUploadWithAnotherSumIsRefusedAndNotKept() throws Exception {
        upload("wrong", "?sha256=" + "0".repeat(64), "abc").isProblem(422, """
                        {"type": "checksum-wrong", "title": "The checksum is wrong", "status": 422,
                         "detail": "The SHA-256 of what arrived is ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad and not %s.",
                         "field": "sha256", "help": "Check the sum, or send the file again. Nothing was kept."}""".formatted("0".repeat(64)));
        assertThat(uploadsOf("wrong")).isEmpty();
        api.call("GET", "/api/v1/images/wrong").send().hasStatus(404);
    }

    @Test
    void aMalformedSumIsRefusedBeforeAnythingIsSent() {
        upload("malformed", "?sha256=12345", "abc").isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "field": "sha256",
                         "detail": "'sha256' is no SHA-256 sum: it has 64 hexadecimal digits"}""");
    }

    @Test
    void anEmptyUploadIsRefused() {
        upload("empty", "", "").isProblem(400, """
                        {"type": "invalid-body", "title": "The body is missing", "status": 400,
                         "detail": "The bytes of the image belong here."}""");
    }

    @Test
    void aFileOfAnotherSumThanWasAskedForFailsTheImport() throws Exception {
        importing("{\"name\": \"tampered\", \"url\": \"%s\", \"sha256\": \"%s\"}"
                        .formatted(TestSite.WRONG_SUM, "a".repeat(64)))
                .hasStatus(202);
        var failed = settled("tampered");
        assertThat(failed.text("/state")).isEqualTo("failed");
        assertThat(failed.text("/error")).contains("and " + "a".repeat(64) + " was asked for");
    }

    @Test
    void anImportThatEndedWithoutTellingIsClosedByWhatTheEngineKnows() throws Exception {
        importing("{\"name\": \"untold\", \"url\": \"%s\", \"sha256\": \"%s\"}"
                        .formatted(TestSite.WRONG_SUM, "b".repeat(64)))
                .hasStatus(202);
        settled("untold");
        api.cmdb().images().recordImport("untold", TestSite.WRONG_SUM);
        // The activity tells of its failure a moment before its workflow has ended.
        for (int i = 0;
                api.cmdb().images().find("untold").orElseThrow().state() == ImageState.IMPORTING && i < 100;
                i++) {
            api.bean(ImportWatch.class).mend();
            Thread.sleep(50);
        }
        var mended = api.cmdb().images().find("untold").orElseThrow();
        assertThat(mended.state()).isEqualTo(ImageState.FAILED);
        assertThat(mended.error()).contains("and " + "b".repeat(64) + " was asked for");
    }

    @Test
    void oneNameIsImportedOnceAtATime() {
        api.cmdb().images().recordImport("busy", "https://images.example/busy.raw");
        importing("{\"name\": \"busy\", \"url\": \"https://images.example/busy.raw\"}")
                .isProblem(409, """
                        {"type": "import-running", "title": "The image is being imported", "status": 409,
                         "detail": "An import of image 'busy' has not ended yet.", "field": "name",
                         "help": "Wait for its end, or delete the image to stop it."}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"url": "http://a.example/b"}                                      | name   | 'name' is missing: what the image shall be called
            {"name": "../etc", "url": "http://a.example/b"}                    | name   | 'name' '../etc' is no name of an image: at most 63 letters, digits, dots, hyphens and underscores, of which a letter or digit begins and ends it
            {"name": "bad"}                                                    | url    | 'url' is missing, or does not begin with http:// or https://
            {"name": "bad", "url": "file:///etc/passwd"}                       | url    | 'url' is missing, or does not begin with http:// or https://
            {"name": "bad", "url": "http://ada:secret@a.example/b"}            | url    | 'url' holds a password, which everybody could read then
            {"name": "bad", "url": "http:///b"}                                | url    | 'url' names no host
            {"name": "bad", "url": "http://a.example/b", "sha256": "xyz"}      | sha256 | 'sha256' is no SHA-256 sum: it has 64 hexadecimal digits
            """)
    void aMalformedImportIsRefusedByTheFieldThatIsWrong(String body, String field, String detail) {
        importing(body).isProblem(400, """
                        {"type": "invalid-value", "title": "A value is wrong", "status": 400, "detail": "%s", "field": "%s"}""".formatted(detail, field));
    }

    @Test
    void anUnknownFieldIsNamed() {
        importing("{\"name\": \"bad\", \"url\": \"http://a.example/b\", \"size\": 1}")
                .isProblem(400, """
                        {"type": "unknown-field", "title": "A field is unknown", "status": 400,
                         "detail": "There is no field 'size'.", "field": "size", "help": "Known here: name, sha256, url."}""");
    }

    @Test
    void anImageThatARunWillWriteStays() throws Exception {
        importing("{\"name\": \"needed\", \"url\": \"https://images.example/n.raw\"}")
                .hasStatus(202);
        settled("needed");
        var run = new RunView(
                "run-that-needs-an-image",
                "machine/m-image001",
                RunKind.PROVISION,
                null,
                SiteName.of("default"),
                RunState.RUNNING,
                List.of(),
                null,
                null,
                null,
                Instant.now(),
                null);
        api.cmdb().runs().enter(run, "ada", "{\"image\": \"needed\", \"hostname\": \"a\"}");
        try {
            api.call("DELETE", "/api/v1/images/needed").send().isProblem(409, """
                            {"type": "image-in-use", "title": "The image is in use", "status": 409,
                             "detail": "A run is about to write image 'needed' to machine null.",
                             "help": "Wait for its end, or cancel it.", "run": "/api/v1/runs/run-that-needs-an-image"}""");
        } finally {
            api.cmdb()
                    .runs()
                    .close(new RunView(
                            run.id(),
                            run.workflowId(),
                            run.kind(),
                            null,
                            run.site(),
                            RunState.DONE,
                            List.of(),
                            null,
                            "done",
                            null,
                            run.startedAt(),
                            Instant.now()));
        }
        api.call("DELETE", "/api/v1/images/needed").send().hasStatus(204);
    }

    @Test
    void aJsonBodyThatIsTooLargeIsRefused() {
        importing("{\"name\": \"" + "x".repeat(5 << 20) + "\"}").isProblem(413, """
                        {"type": "too-large", "title": "The body is too large", "status": 413,
                         "detail": "A JSON body has at most 4194304 bytes."}""");
    }

    @Test
    void whatNoImportNeedsIsSweptAndNothingElse() throws Exception {
        var folder = Files.createDirectories(api.data().resolve("images/uploads"));
        var left = Files.writeString(folder.resolve("left.0123456789abcdef.part"), "half");
        var needed = Files.writeString(folder.resolve("needed.0123456789abcdef.upload"), "whole");
        var byHand = Files.writeString(folder.resolve("debian.qcow2"), "by hand");
        var fresh = Instant.now();
        api.bean(Uploads.class).sweep(java.util.Set.of("needed.0123456789abcdef.upload"), fresh);
        assertThat(left).exists();
        api.bean(Uploads.class).sweep(java.util.Set.of("needed.0123456789abcdef.upload"), fresh.plusSeconds(2 * 3600));
        assertThat(left).doesNotExist();
        assertThat(needed).hasContent("whole");
        assertThat(byHand).hasContent("by hand");
    }

    @Test
    void anUploadThatBreaksOffIsNotKept() throws Exception {
        try (var socket = new java.net.Socket("127.0.0.1", api.port())) {
            socket.getOutputStream()
                    .write(
                            ("PUT /api/v1/images/torn/content HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\nAuthorization: Bearer "
                                            + api.token(io.metalwright.cmdb.token.Role.OPERATOR) + "\r\n\r\nonly this")
                                    .getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; uploadsOf("torn").isEmpty() && i < 100; i++) {
                Thread.sleep(50);
            }
            assertThat(uploadsOf("torn")).hasSize(1);
        }
        for (int i = 0; !uploadsOf("torn").isEmpty() && i < 100; i++) {
            Thread.sleep(50);
        }
        assertThat(uploadsOf("torn")).isEmpty();
        assertThat(api.cmdb().images().find("torn")).isEmpty();
    }
}
