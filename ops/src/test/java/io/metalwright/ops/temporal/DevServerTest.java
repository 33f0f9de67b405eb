package io.metalwright.ops.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.workflows.SearchAttributes;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Needs the real Temporal command line, whose path the test runner gives as {@code METALWRIGHT_TEMPORAL}. */
@Timeout(90)
public class DevServerTest {
    @TempDir
    Path folder;

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public static Path program() {
        var path = System.getenv("METALWRIGHT_TEMPORAL");
        assertThat(path)
                .as("METALWRIGHT_TEMPORAL: run the tests by 'metalwright test java'")
                .isNotNull();
        return Path.of(path);
    }

    @Test
    void aRestartedServerOnTheSameFolderKnowsItsSearchAttributes() throws Exception {
        int port = freePort();
        try (var server = DevServer.start(program(), folder, port, freePort(), null)) {
            server.awaitReady();
            SearchAttributeSetUp.ensure(server.target(), "default");
        }
        try (var server = DevServer.start(program(), folder, port, freePort(), null)) {
            server.awaitReady();
            SearchAttributeSetUp.ensure(server.target(), "default");
            var stubs = OperatorServiceStubs.newServiceStubs(OperatorServiceStubsOptions.newBuilder()
                    .setTarget(server.target())
                    .validateAndBuildWithDefaults());
            var known = stubs.blockingStub()
                    .listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace("default")
                            .build())
                    .getCustomAttributesMap();
            stubs.shutdownNow();
            assertThat(known.keySet())
                    .containsAll(SearchAttributes.ALL.stream()
                            .map(attribute -> attribute.getName())
                            .toList());
        }
    }

    @Test
    void aProgramThatIsNotThereIsToldAtOnce() {
        assertThatThrownBy(() -> DevServer.start(folder.resolve("nothing"), folder, 1, 2, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.resolve("nothing").toString())
                .hasMessageContaining("--temporal-program");
    }

    @Test
    void twoServersOnOneFolderAreKeptApart() throws Exception {
        try (var server = DevServer.start(program(), folder, freePort(), freePort(), null)) {
            server.awaitReady();
            assertThatThrownBy(() -> DevServer.start(program(), folder, freePort(), freePort(), null))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another metalwright runs on");
        }
    }

    @Test
    void aKilledServerComesBack() throws Exception {
        try (var server = DevServer.start(program(), folder, freePort(), freePort(), null)) {
            server.awaitReady();
            SearchAttributeSetUp.ensure(server.target(), "default");
            var first = ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().command().orElse("").endsWith("temporal"))
                    .findFirst()
                    .orElseThrow();
            first.destroyForcibly();
            first.onExit().join();
            server.awaitReady();
            SearchAttributeSetUp.ensure(server.target(), "default");
        }
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }
}
