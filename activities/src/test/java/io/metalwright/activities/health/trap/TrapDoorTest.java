package io.metalwright.activities.health.trap;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.activities.inventory.CmdbHealthBook;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.machine.MachineBmc;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SecretReference;
import io.metalwright.model.SiteName;
import io.metalwright.model.alert.Alert;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.health.EventSource;
import io.metalwright.model.health.HealthRollup;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.model.power.PowerState;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

/** Traps as net-snmp's snmptrap (package snmp) sends them. */
@Timeout(60)
class TrapDoorTest {
    private static final MachineId MACHINE = MachineId.of("m-00000001");
    private static final SiteName SITE = SiteName.of("default");

    @TempDir
    Path folder;

    @Test
    void aTrapIsKeptOnceUnderTheSensorsNameAndRaisesAnAlertAndHastensTheNextLook() throws Exception {
        try (var cmdb = Cmdb.open(CmdbSettings.embedded(folder));
                var door = open(cmdb)) {
            enter(cmdb, "127.0.0.1");
            assertThat(cmdb.machineHealths().claim(SITE, Duration.ofHours(1), 10))
                    .isEmpty();
            snmptrap(door, "1.3.6.1.4.1.3183.1.1", SnmpTrapTest.VALUE);
            await(door, TrapDoor.Outcome.KEPT, 1);
            snmptrap(door, "1.3.6.1.4.1.3183.1.1", SnmpTrapTest.VALUE);
            await(door, TrapDoor.Outcome.REPEATED, 1);
            var kept = cmdb.machineEvents()
                    .of(MACHINE, null, PageRequest.of(0, 10, Sort.by("id")))
                    .getContent();
            assertThat(kept).hasSize(1);
            assertThat(kept.getFirst().source()).isEqualTo(EventSource.TRAP);
            assertThat(kept.getFirst().sensor()).isEqualTo("Fan1");
            assertThat(kept.getFirst().severity()).isEqualTo(Health.CRITICAL);
            assertThat(cmdb.alerts().list(MACHINE, true, PageRequest.of(0, 10)).getContent())
                    .extracting(Alert::rule)
                    .containsExactly("event-critical");
            assertThat(cmdb.machineHealths().claim(SITE, Duration.ofHours(1), 10))
                    .containsExactly(MACHINE);
        }
    }

    @Test
    void whatIsNoPlatformEventOfAMachineOfOursIsPassedOver() throws Exception {
        try (var cmdb = Cmdb.open(CmdbSettings.embedded(folder));
                var door = open(cmdb)) {
            enter(cmdb, "10.9.9.9");
            snmptrap(door, "1.3.6.1.4.1.3183.1.1", SnmpTrapTest.VALUE);
            await(door, TrapDoor.Outcome.STRANGER, 1);
            snmptrap(door, "1.3.6.1.4.1.9999.1", SnmpTrapTest.VALUE);
            await(door, TrapDoor.Outcome.OTHER, 1);
            snmptrap(door, "1.3.6.1.4.1.3183.1.1", "00");
            await(door, TrapDoor.Outcome.MALFORMED, 1);
            try (var socket = new DatagramSocket()) {
                for (int i = 0; i < 100; i++) {
                    socket.send(new DatagramPacket(new byte[i], i, InetAddress.getLoopbackAddress(), door.port()));
                }
            }
            while (door.count(TrapDoor.Outcome.TOO_MANY) < 50) {
                Thread.sleep(20);
            }
            assertThat(cmdb.machineEvents()
                            .of(MACHINE, null, PageRequest.of(0, 10))
                            .getContent())
                    .isEmpty();
        }
    }

    private static TrapDoor open(Cmdb cmdb) throws Exception {
        return TrapDoor.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), SITE, new CmdbHealthBook(cmdb));
    }

    private static void enter(Cmdb cmdb, String bmcAddress) throws InterruptedException {
        cmdb.machines()
                .enter(MachineRow.entered(
                        MACHINE,
                        "srv1",
                        SITE,
                        MachineState.DEPLOYED,
                        MacAddress.of("52:54:00:00:00:01"),
                        Instant.now()));
        cmdb.machines()
                .recordBmc(
                        MACHINE,
                        new MachineBmc(
                                BmcProtocol.IPMI,
                                bmcAddress,
                                623,
                                "admin",
                                SecretReference.of("secret:bmc/" + MACHINE)));
        // Looked at just now, so that the next look is an hour away.
        cmdb.machineHealths().claim(SITE, Duration.ofMillis(1), 1);
        while (cmdb.machineHealths().claim(SITE, Duration.ofHours(1), 1).isEmpty()) {
            Thread.sleep(5);
        }
        cmdb.machineHealths()
                .record(
                        MACHINE,
                        HealthRollup.of(
                                new ChassisInfo(PowerState.ON, "unknown", List.of(), List.of()),
                                List.of(new Sensor(
                                        "0x30", "Fan1", "7.1", "Fan", 3840.0, "RPM", List.of(), Health.OK, null, null)),
                                Instant.now().minusSeconds(60)),
                        null);
    }

    private static void await(TrapDoor door, TrapDoor.Outcome outcome, long count) throws InterruptedException {
        while (door.count(outcome) < count) {
            Thread.sleep(10);
        }
    }

    private static void snmptrap(TrapDoor door, String enterprise, String value) throws Exception {
        var process = new ProcessBuilder(
                        "snmptrap",
                        "-v1",
                        "-c",
                        "public",
                        "127.0.0.1:" + door.port(),
                        enterprise,
                        "127.0.0.1",
                        "6",
                        String.valueOf(SnmpTrapTest.SPECIFIC),
                        "0",
                        "1.3.6.1.4.1.3183.1.1.1",
                        "x",
                        value)
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
