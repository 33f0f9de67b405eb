package io.metalwright.api.bootconfiguration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;

/** Judged by Ignition's own program. Needs Go, once: {@code ops/setup/validators}. */
class IgnitionValidateTest {
    private static String program = "";

    @TempDir
    private Path folder;

    @BeforeAll
    static void fetch() throws Exception {
        var setup = new ProcessBuilder("../ops/setup/validators")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        program = setup.inputReader().lines().toList().getLast() + "/ignition-validate";
        assertThat(setup.waitFor(10, TimeUnit.MINUTES)).isTrue();
    }

    private static IgnitionValidate validate(String program) {
        return new IgnitionValidate(new MockEnvironment().withProperty("metalwright.ignition-validate", program));
    }

    @Test
    void aDocumentThatIgnitionTakesHasNothingWrong() {
        assertThat(validate(program).complaint("""
                        {"ignition": {"version": "3.4.0"},
                         "storage": {"files": [{"path": "/etc/hostname", "mode": 420, "contents": {"source": "data:,web1"}}]}}""")).isEmpty();
    }

    @Test
    void whatIgnitionWouldRefuseInFrontOfNobodyIsToldWithItsPlace() {
        assertThat(validate(program).complaint("""
                        {"ignition": {"version": "3.4.0"}, "storage": {"files": [{"path": "etc/hostname"}]}}""").orElseThrow())
                .contains("$.storage.files.0.path")
                .contains("path not absolute");
    }

    @Test
    void withoutTheProgramNothingIsSaid() {
        assertThat(validate(folder.resolve("missing").toString()).complaint("nonsense"))
                .isEmpty();
    }

    @Test
    void aProgramThatSaysWithoutEndIsCutShort() throws Exception {
        var endless = Files.writeString(folder.resolve("endless"), "#!/bin/sh\ncat > /dev/null\nexec yes wrong\n");
        assertThat(endless.toFile().setExecutable(true)).isTrue();
        assertThat(validate(endless.toString()).complaint("{}").orElseThrow()).startsWith("wrong\nwrong");
    }
}
