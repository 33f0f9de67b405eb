package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.BootMedium;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.boot.StaticNetwork;
import io.metalwright.model.network.Ipv4Address;
import io.temporal.failure.ApplicationFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine's disc as its BMC fetches it; curl is the BMC. */
@Timeout(60)
class DiscTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:99:01:01");
    private static final MachineId MACHINE = MachineId.of("m-anna1");
    private static final String SECRET = "s".repeat(43);
    private static final int ISOLINUX = 600 * 2048;
    private static final int GRUB = 602 * 2048;
    private static final String AGENT = """
            {"token":"%s","mac":"52:54:00:99:01:01","bootId":"%s","sshHostKeys":["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIexampleexampleexample"]}""";

    @TempDir
    private Path folder;

    private final RecordingCourier courier = new RecordingCourier();
    private final byte[] blank = new byte[900 * 2048 + 77];
    private TestSite site;

    @BeforeEach
    void start() throws Exception {
        site = TestSite.start(folder, courier);
        new Random(5).nextBytes(blank);
        page(ISOLINUX, "# metalwright-isolinux: blank");
        page(GRUB, "# metalwright-grub: blank");
        Files.write(folder.resolve("bootos/medium.iso"), blank);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private void page(int offset, String text) {
        Arrays.fill(blank, offset, offset + 4096, (byte) ' ');
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, blank, offset, text.length());
    }

    private MachineBoot boot() {
        return new MachineBoot(
                MACHINE,
                List.of(MAC),
                Ipv4Address.of("127.0.0.20"),
                null,
                new BootPlan.BootOs(true, List.of()),
                "machine/" + MACHINE,
                null);
    }

    private String offer() {
        return site.services()
                .plans()
                .offerDisc(
                        boot().with(new BootMedium(
                                Sha256.sumOf(SECRET),
                                MAC,
                                new StaticNetwork(Ipv4Address.of("127.0.0.20"), 8, Ipv4Address.of("127.0.0.1")))),
                        "127.0.0.1");
    }

    private byte[] fetch(String... options) throws Exception {
        var file = folder.resolve("fetched");
        Files.deleteIfExists(file);
        curl(options, "-o", file.toString(), url());
        return Files.readAllBytes(file);
    }

    private String url() {
        return site.https() + "/media/" + SECRET + "/bootos.iso";
    }

    private static String curl(String[] options, String... more) throws Exception {
        var command = new ArrayList<>(List.of("curl", "-sSk"));
        command.addAll(List.of(options));
        command.addAll(List.of(more));
        return Program.run(command.toArray(String[]::new)).output();
    }

    private static String curl(String... words) throws Exception {
        return curl(words, new String[0]);
    }

    private static String token(byte[] disc) {
        var found = Pattern.compile("metalwright.token=(\\S+)").matcher(new String(disc, StandardCharsets.ISO_8859_1));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private String announce(String token, String boot) throws Exception {
        return curl("-d", AGENT.formatted(token, boot), site.https() + "/agent/v1/announce");
    }

    @Test
    void aDiscIsTheBlankOneWithTheMachinesOwnPages() throws Exception {
        assertThat(offer()).isEqualTo(site.https());
        var disc = fetch();

        assertThat(disc).hasSameSizeAs(blank);
        for (var offset : List.of(ISOLINUX, GRUB)) {
            assertThat(new String(disc, offset, 4096, StandardCharsets.US_ASCII))
                    .contains("metalwright.url=" + site.https() + " ", " metalwright.address=127.0.0.20/8,127.0.0.1 ");
            System.arraycopy(blank, offset, disc, offset, 4096);
        }
        assertThat(disc).isEqualTo(blank);
        assertThat(courier.await(SignKind.MEDIUM).sign().mac()).isEqualTo(MAC);
    }

    @Test
    void aRangeIsAPartOfTheWholeAndReadAgainStaysTheSame() throws Exception {
        offer();
        var whole = fetch();
        for (var range : List.of("0-0", "1228799-1232895", "1228900-1234000", "1843100-", "-100")) {
            var part = fetch("-r", range);
            var first = range.startsWith("-") ? whole.length - 100 : Integer.parseInt(range.split("-")[0]);
            assertThat(part).as(range).isEqualTo(Arrays.copyOfRange(whole, first, first + part.length));
        }
        assertThat(curl("-r", "99999999-", "-o", "/dev/null", "-w", "%{http_code}", url()))
                .isEqualTo("416");
        assertThat(curl("-I", url()))
                .contains("200")
                .containsIgnoringCase("content-length: " + blank.length)
                .containsIgnoringCase("accept-ranges: bytes");
    }

    @Test
    void aTokenThatABootHasUsedIsFollowedByANewOne() throws Exception {
        offer();
        var first = token(fetch());
        assertThat(announce(first, "0f0e0d0c-1111-2222-3333-444455556666")).contains("session");
        var second = token(fetch());
        assertThat(second).isNotEqualTo(first);
        assertThat(announce(second, "0f0e0d0c-9999-2222-3333-444455556666")).contains("session");
        assertThat(announce(first, "0f0e0d0c-9999-2222-3333-444455556666")).contains("403");
    }

    @Test
    void theDiscIsGoneWithThePlanAndNobodyElseHasIt() throws Exception {
        offer();
        assertThat(curl("-o", "/dev/null", "-w", "%{http_code}", url().replace("sss", "ttt")))
                .isEqualTo("404");
        assertThat(curl("-o", "/dev/null", "-w", "%{http_code}", url().replace(site.https(), site.http())))
                .isEqualTo("403");
        site.services().plans().publish(boot());
        assertThat(curl("-w", "%{http_code}", url())).contains("404").doesNotContain(SECRET);
    }

    @Test
    void aSiteWithoutADiscSaysHowToMakeOne() throws Exception {
        Files.delete(folder.resolve("bootos/medium.iso"));
        assertThatThrownBy(this::offer).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.isNonRetryable()).isTrue();
            assertThat(failure.getDetails().get(String.class)).contains("bootos/medium");
        });
    }
}
