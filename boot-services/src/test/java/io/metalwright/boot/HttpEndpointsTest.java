package io.metalwright.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.metalwright.boot.announce.Recipient;
import io.metalwright.boot.announce.RecordingCourier;
import io.metalwright.boot.store.Json;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.Sha256;
import io.metalwright.model.boot.AgentPresence;
import io.metalwright.model.boot.BootConfiguration;
import io.metalwright.model.boot.BootPlan;
import io.metalwright.model.boot.DocumentKind;
import io.metalwright.model.boot.MachineBoot;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.installer.InstallerOrder;
import io.metalwright.model.installer.TreeLayout;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import io.metalwright.model.plan.PlannedDisk;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent, iPXE and a stranger meet on the HTTP ports; curl is the client. */
@Timeout(60)
class HttpEndpointsTest {
    private static final MacAddress MAC = MacAddress.of("52:54:00:99:01:01");
    private static final MachineId MACHINE = MachineId.of("m-anna1");
    private static final String BOOT_ID = "0f0e0d0c-1111-2222-3333-444455556666";
    private static final String HOST_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIexampleexampleexample";
    private static final String OS_TOKEN = "os-token-of-a-test";

    @TempDir
    private Path folder;

    private final RecordingCourier courier = new RecordingCourier();
    private TestSite site;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        site = TestSite.start(folder, courier);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void anAgentIsLetInOnceByItsTokenAndToldOfWorkAtOnce() throws Exception {
        publish(new BootPlan.BootOs(false, List.of()));
        var token = token();

        var welcome = announce(token, BOOT_ID);
        assertThat(welcome.path("wanted").asBoolean()).isFalse();
        assertThat(welcome.path("pollSeconds").asInt()).isEqualTo(60);
        var sign = courier.await(SignKind.AGENT);
        assertThat(sign.recipient()).isEqualTo(new Recipient.Run("machine/" + MACHINE));
        assertThat(sign.sign().agent().hostKeys()).containsExactly(HOST_KEY);

        // It waits for work, and is woken by the plan and not by the time.
        var session = welcome.path("session").asText();
        var work = CompletableFuture.supplyAsync(() -> work(session, 30));
        Thread.sleep(700);
        assertThat(work).isNotDone();
        publish(new BootPlan.BootOs(true, List.of("ssh-ed25519 AAAAkey run")));
        var told = work.get(5, TimeUnit.SECONDS);
        assertThat(told.toString())
                .isEqualTo("{\"wanted\":true,\"authorizedKeys\":[\"ssh-ed25519 AAAAkey run\"],\"action\":\"stay\"}");

        assertThat(announce(token, BOOT_ID).path("session").asText()).isNotEmpty();
        assertThat(announce(token, BOOT_ID.replace('1', '9')).path("status").asInt())
                .isEqualTo(403);
        assertThat(courier.await(SignKind.AGENT_REFUSED).sign().detail()).contains("used by another boot");
    }

    @Test
    void aMachineAlreadyUpIsToldToTheRunThatWantsIt() throws Exception {
        publish(new BootPlan.BootOs(false, List.of()));
        announce(token(), BOOT_ID);
        courier.await(SignKind.AGENT);
        int before = courier.carried().size();

        publish(new BootPlan.BootOs(true, List.of()));

        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (courier.carried().size() == before && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(courier.carried().getLast().sign().kind()).isEqualTo(SignKind.AGENT);
    }

    @Test
    void whoPublishesAPlanHearsWhetherTheMachineHasAnAgent() throws Exception {
        assertThat(publish(new BootPlan.BootOs(false, List.of()))).isEqualTo(AgentPresence.ABSENT);
        var session = announce(token(), BOOT_ID).path("session").asText();
        assertThat(publish(new BootPlan.BootOs(true, List.of()))).isEqualTo(AgentPresence.UP);
        assertThat(publish(new BootPlan.BootOs(false, List.of()))).isEqualTo(AgentPresence.UNSURE);
        work(session, 0);
        assertThat(publish(new BootPlan.BootOs(true, List.of()))).isEqualTo(AgentPresence.UP);
        curl(site.http() + "/ipxe?mac=" + MAC);
        assertThat(publish(new BootPlan.BootOs(true, List.of()))).isEqualTo(AgentPresence.ABSENT);
    }

    @Test
    void aMachineThatAsksForItsScriptAnewHasNoAgentToTellOf() throws Exception {
        publish(new BootPlan.BootOs(false, List.of()));
        var session = announce(token(), BOOT_ID).path("session").asText();
        courier.await(SignKind.AGENT);
        publish(new BootPlan.LocalDisk());
        work(session, 0);
        // Its last question is still held when it is gone.
        CompletableFuture.supplyAsync(() -> work(session, 30));
        Thread.sleep(700);
        curl(site.http() + "/ipxe?mac=" + MAC);
        courier.await(SignKind.LOCAL_DISK);

        publish(new BootPlan.BootOs(true, List.of()));
        Thread.sleep(700);
        publish(new BootPlan.BootOs(true, List.of("ssh-ed25519 AAAAkey run")));

        Thread.sleep(1000);
        assertThat(courier.carried().stream().filter(carried -> carried.sign().kind() == SignKind.AGENT))
                .hasSize(1);
    }

    @Test
    void aMachineThatIsNoLongerWantedAndDoesNotAskAgainHasNoAgentToTellOf() throws Exception {
        for (var left : List.of(new BootPlan.LocalDisk(), new BootPlan.BootOs(false, List.of()))) {
            publish(new BootPlan.BootOs(true, List.of("ssh-ed25519 AAAAkey run")));
            announce(token(), BOOT_ID);
            courier.await(SignKind.AGENT);
            publish(left);
            int before = courier.carried().size();

            publish(new BootPlan.BootOs(true, List.of("ssh-ed25519 AAAAother run")));

            Thread.sleep(1000);
            assertThat(courier.carried()).hasSize(before);
        }
    }

    @Test
    void anAgentThatWasTakenForGoneIsToldOfWhenItAsksAgain() throws Exception {
        publish(new BootPlan.BootOs(true, List.of("ssh-ed25519 AAAAkey run")));
        var session = announce(token(), BOOT_ID).path("session").asText();
        courier.await(SignKind.AGENT);
        publish(new BootPlan.BootOs(false, List.of()));
        publish(new BootPlan.BootOs(true, List.of("ssh-ed25519 AAAAother run")));
        int before = courier.carried().size();

        assertThat(work(session, 0).path("wanted").asBoolean()).isTrue();

        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (courier.carried().size() == before && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(courier.carried().getLast().sign().kind()).isEqualTo(SignKind.AGENT);
    }

    @Test
    void aRunMayStillLogInToRestartAMachineThatGoesToItsDisk() throws Exception {
        publish(new BootPlan.BootOs(true, List.of("ssh-ed25519 AAAAkey run")));
        var session = announce(token(), BOOT_ID).path("session").asText();

        publish(new BootPlan.LocalDisk(List.of("ssh-ed25519 AAAAkey run")));

        assertThat(work(session, 0).toString())
                .isEqualTo("{\"wanted\":false,\"authorizedKeys\":[\"ssh-ed25519 AAAAkey run\"],\"action\":\"stay\"}");
    }

    @Test
    void aSessionOutlivesARestartAndAnUnknownOneIsRefused() throws Exception {
        publish(new BootPlan.BootOs(true, List.of()));
        var session = announce(token(), BOOT_ID).path("session").asText();
        site.close();
        site = TestSite.start(folder, courier);

        assertThat(work(session, 0).path("wanted").asBoolean()).isTrue();
        assertThat(work("made-up", 0).path("status").asInt()).isEqualTo(401);
    }

    @Test
    void theAgentsDoorIsNotOpenInTheClear() throws Exception {
        publish(new BootPlan.BootOs(false, List.of()));

        var said = curl("-d", announcement(token(), BOOT_ID), site.http() + "/agent/v1/announce");

        assertThat(said).contains("\"status\":403", "HTTPS only");
    }

    @Test
    void anInstalledSystemReportsWithItsToken() throws Exception {
        publish(new BootPlan.LocalDisk());
        var body =
                "{\"hostname\":\"web1\",\"addresses\":[\"10.99.1.20\"],\"sshHostKeys\":[],\"kernel\":\"6.1\",\"os\":\"Debian\"}";

        assertThat(curl(
                        "-w",
                        "%{http_code}",
                        "-H",
                        "Authorization: Bearer wrong",
                        "-d",
                        body,
                        site.http() + "/agent/v1/os-ready"))
                .endsWith("403");
        assertThat(curl(
                        "-w",
                        "%{http_code}",
                        "-H",
                        "Authorization: Bearer " + OS_TOKEN,
                        "-d",
                        body,
                        site.http() + "/agent/v1/os-ready"))
                .isEqualTo("204");
        assertThat(courier.await(SignKind.OS_READY).sign().system().hostname()).isEqualTo("web1");
    }

    @Test
    void aMachineWithThePlanLocalDiskIsSentToItsDisk() throws Exception {
        publish(new BootPlan.LocalDisk());

        assertThat(curl(site.http() + "/ipxe?mac=" + MAC)).contains("sanboot").doesNotContain("metalwright.token");
        assertThat(courier.await(SignKind.LOCAL_DISK).sign().mac()).isEqualTo(MAC);
    }

    @Test
    void aStrangerGetsAScriptOnlyWhereStrangersAreRegistered() throws Exception {
        assertThat(curl(site.http() + "/ipxe?mac=" + MAC)).contains("\"status\":403", "Unknown machine");

        site.services()
                .plans()
                .serve(List.of(new Segment(
                        "loopback",
                        TestSegments.SITE,
                        Cidr.of("127.0.0.0/8"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        Registration.AUTOMATIC)));
        assertThat(curl(site.http() + "/ipxe?mac=" + MAC)).contains("metalwright.token=");
    }

    @Test
    void aMachineFetchesTheDocumentsThatFitItClosestWithItsOwnWordsInThem() throws Exception {
        publish(new BootPlan.LocalDisk());
        site.services()
                .plans()
                .configure(List.of(
                        configuration("all", List.of(), Map.of(DocumentKind.KICKSTART, "text\n")),
                        configuration(
                                "anna",
                                List.of(MACHINE.value()),
                                Map.of(
                                        DocumentKind.KICKSTART,
                                        "network --hostname={{hostname}} # {{mac}} {{{{x}}\n",
                                        DocumentKind.AUTOINSTALL,
                                        "#cloud-config\nautoinstall: {version: 1}\n",
                                        DocumentKind.USER_DATA,
                                        "#cloud-config\n"))));

        for (var name : List.of(MACHINE.value(), MAC.value(), MAC.value().replace(':', '-'))) {
            assertThat(curl("-f", site.http() + "/kickstart/" + name))
                    .isEqualTo("network --hostname=web1 # " + MAC + " {{x}}\n");
        }
        assertThat(curl("-f", site.http() + "/kickstart/52:54:00:99:01:77")).isEqualTo("text\n");
        assertThat(curl("-f", site.http() + "/autoinstall/" + MAC + "/user-data"))
                .isEqualTo("#cloud-config\nautoinstall: {version: 1}\n");
        // cloud-init wants all of its four, though it makes do with empty ones.
        assertThat(curl("-f", site.http() + "/cloud-init/" + MAC + "/meta-data"))
                .isEqualTo("instance-id: 525400990101\n");
        assertThat(curl("-f", site.http() + "/cloud-init/" + MAC + "/vendor-data"))
                .isEmpty();
        assertThat(curl(site.http() + "/ignition/" + MAC)).contains("\"status\":404", "ignition");
        assertThat(curl(site.http() + "/preseed/nobody")).contains("\"status\":404", "Unknown machine");
    }

    @Test
    void anotherDhcpServerIsToldWhatToHttpBoot() throws Exception {
        site.services()
                .plans()
                .configure(List.of(
                        configuration("uki", List.of(), Map.of(DocumentKind.HTTPBOOT, "{{http}}/files/{{mac}}.efi"))));

        assertThat(curl("-f", site.http() + "/httpboot?mac=" + MAC))
                .isEqualTo("{\"UKIURL\":\"" + site.http() + "/files/" + MAC + ".efi\"}");
        assertThat(curl(site.http() + "/httpboot")).contains("\"status\":400");
    }

    @Test
    void aScriptOfItsOwnIsForAMachineThatNoRunAwaits() throws Exception {
        site.services()
                .plans()
                .configure(List.of(
                        configuration("own", List.of(MAC.value()), Map.of(DocumentKind.IPXE, "#!ipxe\nshell\n"))));

        assertThat(curl("-f", site.http() + "/ipxe?mac=" + MAC)).isEqualTo("#!ipxe\nshell\n");

        publish(new BootPlan.BootOs(true, List.of()));
        assertThat(curl("-f", site.http() + "/ipxe?mac=" + MAC)).contains("metalwright.token=");
    }

    private static BootConfiguration configuration(
            String name, List<String> machines, Map<DocumentKind, String> documents) {
        return new BootConfiguration(name, TestSegments.SITE, machines, List.of(), documents);
    }

    @Test
    void aDiscsFilesAreServedAndNothingBesideThem() throws Exception {
        var tree = tree();
        Files.createSymbolicLink(
                folder.resolve("images/trees").resolve(tree.hex()).resolve("secret"), Path.of("/etc/hostname"));
        var url = site.http() + "/trees/" + tree;

        assertThat(curl("-f", url + "/linux")).isEqualTo("the kernel");
        assertThat(curl("-f", "-r", "4-9", url + "/linux")).isEqualTo("kernel");
        assertThat(curl("-I", url + "/pool/some%20file")).contains("200 OK", "Content-Length: 4");
        for (var outside : List.of("/secret", "/../../chunks", "/%2e%2e/%2e%2e/data", "/pool", "/nothing", "/")) {
            assertThat(curl("--path-as-is", "-w", "%{http_code}", url + outside))
                    .as(outside)
                    .endsWith("404");
        }
    }

    @Test
    void aMachineThatIsToBeInstalledGetsItsInstallerAndEveryMilestoneIsTold() throws Exception {
        var tree = tree();
        var order = new InstallerOrder(
                TreeLayout.DEBIAN_NETBOOT,
                tree,
                new PlannedDisk("0x5000c500a1b2c3d4", "DISK-7", 8_000_000_000L),
                "web1.example",
                "http://mirror.example:8080/debian",
                null,
                null,
                "quiet");
        publish(new BootPlan.Installer(order));
        var url = site.http() + "/trees/" + tree;
        var report = site.http() + "/installer/" + MAC;

        assertThat(curl("-f", site.http() + "/ipxe?mac=" + MAC))
                .startsWith("#!ipxe\n")
                .contains(
                        "kernel --name kernel " + url + "/linux?mac=" + MAC
                                + " initrd=initrd auto=true priority=critical preseed/url=" + site.http() + "/preseed/"
                                + MAC + " hostname=web1 domain= interface=" + MAC
                                + " netcfg/get_nameservers= --- quiet console=ttyS0 ||",
                        "initrd --name initrd " + url + "/initrd.gz?mac=" + MAC + " ||");
        curl("-f", url + "/linux?mac=" + MAC);
        courier.await(SignKind.KERNEL);
        curl("-f", url + "/initrd.gz?mac=" + MAC);
        courier.await(SignKind.INITRD);
        assertThat(curl("-f", site.http() + "/preseed/" + MAC))
                .contains(
                        "mirror/http/hostname string mirror.example:8080\n",
                        "mirror/http/directory string /debian\n",
                        report + "/helper")
                .doesNotContain("{{");
        courier.await(SignKind.ANSWERS);
        assertThat(curl("-f", report + "/helper")).contains("serial='DISK-7'", "report='" + report + "'");
        curl("-f", report + "/partitioned");
        courier.await(SignKind.PARTITIONED);
        curl("-f", report + "/base-system");
        courier.await(SignKind.BASE_SYSTEM);
        curl("-f", report + "/installed");
        assertThat(courier.await(SignKind.INSTALLED).recipient()).isEqualTo(new Recipient.Run("machine/" + MACHINE));
        curl("-f", report + "/no-disk");
        assertThat(courier.await(SignKind.STOPPED).sign().detail()).contains("serial DISK-7");
        assertThat(curl("-w", "%{http_code}", report + "/nonsense")).endsWith("404");

        publish(new BootPlan.LocalDisk());
        assertThat(curl("-w", "%{http_code}", report + "/installed")).endsWith("404");
        assertThat(curl("-w", "%{http_code}", site.http() + "/preseed/" + MAC)).endsWith("404");
    }

    @Test
    void anInstallerWhoseFilesAreNotHereIsNotPromised() {
        var order = new InstallerOrder(
                TreeLayout.RHEL,
                Sha256.sumOf("another disc"),
                new PlannedDisk(null, "DISK-7", 8_000_000_000L),
                "web1",
                null,
                null,
                "text",
                null);
        assertThatThrownBy(() -> publish(new BootPlan.Installer(order)))
                .isInstanceOf(ApplicationFailure.class)
                .hasMessageContaining("images/pxeboot/vmlinuz");
    }

    private Sha256 tree() throws IOException {
        var digest = Sha256.sumOf("a disc");
        var tree = folder.resolve("images/trees").resolve(digest.hex());
        Files.createDirectories(tree.resolve("pool"));
        Files.writeString(tree.resolve("linux"), "the kernel");
        Files.writeString(tree.resolve("initrd.gz"), "the initrd");
        Files.writeString(tree.resolve("pool/some file"), "some");
        return digest;
    }

    @Test
    void whatIsSentOfImagesIsCounted() throws Exception {
        var url = site.http() + "/images/chunks/" + Sha256.sumOf(TestSite.CHUNK);
        curl("-f", "-o", "/dev/null", url);
        curl("-f", "-o", "/dev/null", "-r", "0-9", url);

        // An exchange is over a moment after its last byte has arrived.
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (site.services().counters().total("image_chunks") < 2 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(curl(site.http() + "/metrics"))
                .contains("metalwright_boot_image_chunks_total 2\n", "metalwright_boot_image_bytes_total 100010\n");
    }

    @Test
    void aMachineInBootOsSendsChunksOfItsDiskWithItsRunsToken() throws Exception {
        var plain = "golden ".repeat(2000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var packed = Files.write(folder.resolve("packed"), com.github.luben.zstd.Zstd.compress(plain));
        var sum = Sha256.sumOf(plain);
        var url = site.https() + "/images/chunks/" + sum;
        var kept = "%{http_code}";
        publish(new BootPlan.LocalDisk());
        assertThat(send(OS_TOKEN, packed, url))
                .as("a machine that runs from its disk")
                .endsWith("403");
        publish(new BootPlan.BootOs(true, List.of()));
        assertThat(send("wrong", packed, url)).endsWith("403");
        assertThat(curl(
                        "-w",
                        kept,
                        "-H",
                        "Authorization: Bearer " + OS_TOKEN,
                        "-T",
                        packed.toString(),
                        site.http() + "/images/chunks/" + sum))
                .contains("HTTPS only");
        assertThat(send(OS_TOKEN, packed, site.https() + "/images/chunks/" + Sha256.sumOf("another")))
                .contains("Not that chunk");
        assertThat(send(OS_TOKEN, packed, site.https() + "/images/chunks/..%2fescape"))
                .contains("\"status\":404");

        assertThat(send(OS_TOKEN, packed, url)).isEqualTo("204");
        assertThat(send(OS_TOKEN, packed, url)).as("sent again").isEqualTo("204");

        var got = folder.resolve("got");
        curl("-f", "-o", got.toString(), site.http() + "/images/chunks/" + sum);
        assertThat(com.github.luben.zstd.Zstd.decompress(Files.readAllBytes(got), plain.length))
                .isEqualTo(plain);
    }

    private String send(String token, Path file, String url) throws Exception {
        return secureCurl("-w", "%{http_code}", "-H", "Authorization: Bearer " + token, "-T", file.toString(), url);
    }

    @Test
    void aChunkIsServedWholeInPartsAndByItsTag() throws Exception {
        var url = site.http() + "/images/chunks/" + Sha256.sumOf(TestSite.CHUNK);
        var target = folder.resolve("got");

        curl("-f", "-o", target.toString(), url);
        assertThat(Files.readAllBytes(target)).isEqualTo(TestSite.CHUNK);
        curl("-f", "-o", target.toString(), "-r", "1000-1999", url);
        assertThat(Files.readAllBytes(target)).isEqualTo(Arrays.copyOfRange(TestSite.CHUNK, 1000, 2000));
        curl("-f", "-o", target.toString(), "-r", "99990-", url);
        assertThat(Files.readAllBytes(target)).isEqualTo(Arrays.copyOfRange(TestSite.CHUNK, 99990, 100000));
        var head = curl("-I", url);
        assertThat(head).contains("200 OK", "Content-Length: 100000", "ETag: \"" + Sha256.sumOf(TestSite.CHUNK) + "\"");
        assertThat(curl("-w", "%{http_code}", "-H", "If-None-Match: \"" + Sha256.sumOf(TestSite.CHUNK) + "\"", url))
                .isEqualTo("304");
        assertThat(curl("-w", "%{http_code}", "-o", "/dev/null", "-r", "100000-", url))
                .isEqualTo("416");
    }

    @ParameterizedTest
    @CsvSource({
        "/ipxe,                                              400",
        "/ipxe?mac=nonsense,                                 400",
        "/images/chunks/0000,                                404",
        "/images/chunks/../../bootos/kernel,                 404",
        "/images/chunks/%2e%2e/%2e%2e/bootos/kernel,         404",
        "/files/../boot-services.mv,                         404",
        "/files/%2e%2e/boot-services.mv,                     404",
        "/files/..%2fboot-services.mv,                       404",
        "/agent/v1/announce,                                 405",
        "/agent/v1/work,                                     401",
        "/nowhere,                                           404",
    })
    void whatIsWrongIsAnsweredByAProblem(String path, int status) throws Exception {
        var said = curl("--path-as-is", "-w", "|%{content_type}", site.http() + path);

        assertThat(said).contains("\"status\":" + status).endsWith("|application/problem+json");
    }

    @Test
    void wrongBodiesAreRefusedWithoutRepeatingThem() throws Exception {
        var url = site.https() + "/agent/v1/announce";
        var big = folder.resolve("big");
        Files.write(big, new byte[5 << 20]);

        assertThat(secureCurl("-d", "{\"token\":\"tell-nobody\",", url))
                .contains("\"status\":400")
                .doesNotContain("tell-nobody");
        assertThat(secureCurl("-d", "{\"token\":\"t\",\"mac\":\"x\"}", url))
                .contains("\"status\":400", "is no MAC address");
        assertThat(secureCurl("-d", "{\"token\":\"t\"}", url)).contains("\"status\":400", "'mac' is missing");
        assertThat(secureCurl("-d", "null", url)).contains("\"status\":400");
        assertThat(secureCurl("-w", "%{http_code}", "--data-binary", "@" + big, url))
                .endsWith("413");
    }

    @Test
    void aReportIsPassedOverWhateverIsInItAndAListThatHasNoEndIsNot() throws Exception {
        publish(new BootPlan.BootOs(false, List.of()));
        var url = site.https() + "/agent/v1/announce";
        var body = folder.resolve("body");
        var good = announcement(token(), BOOT_ID);
        var many = "{},".repeat(300_000) + "{}";

        Files.writeString(body, good.replace("\"system\"", "\"disks\":[" + many + "],\"system\""));
        assertThat(secureCurl("--data-binary", "@" + body, url)).contains("\"session\"");
        assertThat(courier.await(SignKind.AGENT).sign().detail()).endsWith(", a Test");
        Files.writeString(body, good.replace("[\"127.0.0.1\"]", "[" + "\"a\",".repeat(200_000) + "\"a\"]"));
        assertThat(secureCurl("--data-binary", "@" + body, url)).contains("\"status\":400");
        Files.writeString(body, good.replace("\"1\"", "\"" + "1".repeat(500_000) + "\""));
        assertThat(secureCurl("--data-binary", "@" + body, url)).contains("\"status\":400");
        Files.writeString(body, good.replace("\"system\"", "\"disks\":[" + many + "," + many + "],\"system\""));
        assertThat(secureCurl("--data-binary", "@" + body, url)).contains("\"status\":413");
    }

    @Test
    void theAuthorityIsTheOneOfTheScriptAndTheServerIsSignedByIt() throws Exception {
        publish(new BootPlan.BootOs(false, List.of()));
        var pem = curl(site.http() + "/ca.pem");

        assertThat(curl(site.http() + "/ipxe?mac=" + MAC)).contains("metalwright.ca=sha256:" + Sha256.sumOf(pem));
        assertThat(secureCurl(site.https() + "/healthz")).isEqualTo("ok\n");
        assertThat(Program.run("curl", "-sS", site.https() + "/healthz").exit()).isEqualTo(60);
    }

    @Test
    void noSecretIsTold() throws Exception {
        publish(new BootPlan.BootOs(false, List.of()));
        var token = token();
        var session = announce(token, BOOT_ID).path("session").asText();

        assertThat(curl(site.http() + "/metrics"))
                .contains("announcements_total{token=\"GOOD\"} 1")
                .doesNotContain(token, session);
        assertThat(courier.carried().toString()).doesNotContain(token, session);
    }

    private AgentPresence publish(BootPlan plan) {
        return Objects.requireNonNull(site.services()
                .plans()
                .publish(new MachineBoot(
                        MACHINE,
                        List.of(MAC),
                        Ipv4Address.of("10.99.1.20"),
                        "web1",
                        plan,
                        "machine/" + MACHINE,
                        Sha256.sumOf(OS_TOKEN))));
    }

    private String token() throws IOException, InterruptedException {
        var matcher = Pattern.compile("metalwright.token=(\\S+)").matcher(curl(site.http() + "/ipxe?mac=" + MAC));
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private JsonNode announce(String token, String bootId) throws IOException, InterruptedException {
        return Json.MAPPER.readTree(secureCurl("-d", announcement(token, bootId), site.https() + "/agent/v1/announce"));
    }

    private static String announcement(String token, String bootId) {
        return """
                {"token":"%s","mac":"%s","bootId":"%s","agentVersion":"1","sshHostKeys":["%s"],"addresses":["127.0.0.1"],"sshPort":22,"report":{"system":{"product":"Test"}}}""".formatted(token, MAC, bootId, HOST_KEY);
    }

    private JsonNode work(String session, int wait) {
        try {
            return Json.MAPPER.readTree(
                    secureCurl("-H", "Authorization: Bearer " + session, site.https() + "/agent/v1/work?wait=" + wait));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts the site's authority and nothing else, as the agent does. */
    private String secureCurl(String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(
                List.of("--cacert", folder.resolve("data/tls/ca.pem").toString()));
        all.addAll(List.of(arguments));
        return curl(all.toArray(String[]::new));
    }

    private static String curl(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("curl", "-sS"));
        command.addAll(List.of(arguments));
        return Program.succeed(command.toArray(String[]::new));
    }
}
