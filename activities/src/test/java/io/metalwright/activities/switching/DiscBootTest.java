package io.metalwright.activities.switching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.metalwright.activities.keys.Secret;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.redfish.CertificatePins;
import io.metalwright.activities.power.redfish.RedfishLogin;
import io.metalwright.activities.power.redfish.SushyEmulator;
import io.metalwright.activities.shell.ActivityTimes;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.SecretReference;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.FailureTypes;
import io.metalwright.workflows.steps.VirtualMedia;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disc in a drive of sushy-emulator, which fetches it as a BMC does. */
@Timeout(180)
class DiscBootTest {
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
    private final List<String> fetched = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private SushyEmulator emulator;
    private RedfishLogin redfish;
    private BmcBroker broker;
    private HttpServer images;
    private SiteKeys keys;
    private VirtualMedia media;
    private BmcTarget bmc;
    private VirtualMedia.Source source;

    @BeforeEach
    void start() throws Exception {
        emulator = SushyEmulator.start(folder);
        redfish = RedfishLogin.open(CertificatePins.inMemory(), RedfishLogin.PATIENCE);
        broker = new BmcBroker(redfish, BmcBroker.IDLE);
        images = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        images.createContext("/media", exchange -> {
            fetched.add(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(200, 4096);
            try (var body = exchange.getResponseBody()) {
                body.write(new byte[4096]);
            }
        });
        images.start();
        keys = SiteKeys.inFile(folder.resolve("site.key"));
        var password = new String(SushyEmulator.ADMIN.password(), StandardCharsets.UTF_8);
        temporal.registerActivitiesImplementations(
                new DiscBoot(new BmcVisits(broker, reference -> Secret.of(password)), keys));
        media = temporal.newActivityStub(VirtualMedia.class, ActivityTimes.USUAL);
        bmc = new BmcTarget(
                MachineId.of("m-emulated"),
                BmcProtocol.REDFISH,
                emulator.address().host(),
                emulator.address().port(),
                SushyEmulator.ADMIN.user(),
                SecretReference.of("secret:bmc/m-emulated"));
        source = new VirtualMedia.Source(
                "http://127.0.0.1:" + images.getAddress().getPort(), "disc/run/1");
    }

    @AfterEach
    void stop() {
        broker.close();
        redfish.close();
        emulator.close();
        images.stop(0);
        temporal.close();
    }

    private String token() {
        try (var token = keys.token("disc/run/1")) {
            return token.plain();
        }
    }

    @Test
    void aMachineBootsFromItsDiscWhichIsThenTakenOut() {
        assertThat(media.bootFromDisc(bmc, BootMode.UEFI, source))
                .contains("The disc lies in the BMC's drive Cd, and the boot device read cd", "its power reads on")
                .doesNotContain(token());
        assertThat(fetched).contains("/media/" + token() + "/bootos.iso");

        // As after a lost answer: the disc is put in anew, and the machine switched off and on.
        int before = fetched.size();
        assertThat(media.bootFromDisc(bmc, BootMode.UEFI, source)).contains("switched off and on");
        assertThat(fetched).hasSizeGreaterThan(before);

        assertThat(media.takeDiscOut(bmc, BootMode.UEFI, source)).contains("Cd is empty", "reads none");
        assertThat(media.takeDiscOut(bmc, BootMode.UEFI, source)).contains("Cd is empty");
    }

    @Test
    void whatSomebodyElseHasPutInStays() {
        media.bootFromDisc(bmc, BootMode.UEFI, source);
        assertThat(media.takeDiscOut(bmc, BootMode.UEFI, new VirtualMedia.Source(source.server(), "disc/run/2")))
                .contains("holds something else, which stays");
    }

    @Test
    void aServerThatIsNotThereIsNamedAndItsSecretIsNot() {
        images.stop(0);
        assertThatExceptionOfType(ActivityFailure.class)
                .isThrownBy(() -> media.bootFromDisc(bmc, BootMode.UEFI, source))
                .havingCause()
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo(FailureTypes.BMC_REFUSED);
                    assertThat(failure.getOriginalMessage())
                            .contains(
                                    "put the disc into the drive of m-emulated through REDFISH",
                                    "Insert a medium into Cd");
                    assertThat(failure.toString()).doesNotContain(token());
                });
    }
}
