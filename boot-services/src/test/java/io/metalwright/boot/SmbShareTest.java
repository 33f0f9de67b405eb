package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Registration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Samba is the server, smbclient the machine. */
@Timeout(120)
class SmbShareTest {
    @TempDir
    private Path folder;

    private TestNetwork network;
    private TestSite site;
    private Path trees;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(TestNetwork.possible(), "a network of its own needs root");
        network = TestNetwork.make(MacAddress.of("52:54:00:45:45:45"));
        network.inside("ip", "address", "add", network.withPrefix(9), "dev", "c0");
        site = TestSite.sharing(folder);
        trees = folder.resolve("images/trees");
        site.services().plans().serve(List.of(network.segment("smb", Registration.MANUAL)));
        site.awaitListening("SMB on " + network.address(1));
        awaitShare();
    }

    @AfterEach
    void stop() {
        if (site != null) {
            site.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void aTreeThatIsImportedAppearsInTheShare() throws Exception {
        put("tree1/sources/install.wim", "a windows");

        assertThat(smb("get tree1\\sources\\install.wim /dev/stdout")).contains("a windows");
        assertThat(network.inside("smbclient", "-N", "-L", "//" + network.address(1)))
                .contains("trees")
                .doesNotContain("print$");
    }

    @Test
    void nothingCanBeWrittenAndNothingBesideTheTreesCanBeRead() throws Exception {
        put("tree1/file", "one");
        Files.createSymbolicLink(trees.resolve("tree1/outside"), Path.of("/etc/hostname"));
        Files.writeString(folder.resolve("images/beside"), "beside");

        assertThat(smb("put /etc/hostname tree1\\new")).contains("NT_STATUS_");
        assertThat(smb("del tree1\\file")).contains("NT_STATUS_");
        assertThat(smb("get tree1\\outside /dev/stdout")).contains("NT_STATUS_");
        assertThat(smb("get ..\\beside /dev/stdout")).contains("NT_STATUS_").doesNotContain("beside\nbeside");
        assertThat(trees.resolve("tree1")).isDirectoryNotContaining("glob:**new");
        assertThat(trees.resolve("tree1/file")).hasContent("one");
    }

    @Test
    void sambaRunsAsNobodyWithNoRightButThatToItsPort() throws Exception {
        var status = Files.readAllLines(Path.of("/proc", String.valueOf(smbd().pid()), "status"));
        assertThat(status)
                .contains("NoNewPrivs:\t1", "CapEff:\t0000000000000400", "CapBnd:\t0000000000000400")
                .anyMatch(line -> line.matches("Uid:\t65534\t65534\t65534\t65534"));
    }

    @Test
    void itComesBackWhenItWasKilledAndEndsWithTheBootServices() throws Exception {
        put("tree1/file", "one");
        var first = smbd();
        first.destroyForcibly();
        first.onExit().join();
        awaitShare();
        assertThat(smb("get tree1\\file /dev/stdout")).contains("one");

        var second = smbd();
        site.close();
        assertThat(second.isAlive()).isFalse();
        assertThat(share("ls").exit()).isNotZero();
    }

    /** The process that we have started; its children serve the clients. */
    private static ProcessHandle smbd() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("smbd"))
                .findFirst()
                .orElseThrow();
    }

    private void put(String path, String text) throws Exception {
        Files.createDirectories(trees.resolve(path).getParent());
        Files.writeString(trees.resolve(path), text);
    }

    /** It takes a second before it listens. */
    private void awaitShare() throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        for (var tried = share("ls"); tried.exit() != 0; tried = share("ls")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(tried.output());
            }
            Thread.sleep(200);
        }
    }

    private String smb(String command) throws Exception {
        return share(command).output();
    }

    private Program share(String command) throws Exception {
        return network.attempt("smbclient", "-N", "//" + network.address(1) + "/trees", "-c", command);
    }
}
