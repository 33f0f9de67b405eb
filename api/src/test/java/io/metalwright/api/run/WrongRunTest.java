package io.metalwright.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.api.support.Answer;
import io.metalwright.api.support.Runs;
import io.metalwright.api.support.TestApi;
import io.metalwright.api.support.TestMachine;
import io.metalwright.cmdb.machine.MachineRow;
import io.metalwright.model.MacAddress;
import io.metalwright.model.MachineId;
import io.metalwright.model.MachineState;
import io.metalwright.model.SiteName;
import io.metalwright.model.hardware.Disk;
import io.metalwright.model.hardware.HardwareReport;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is refused before a run begins, and what a run that cannot go on tells. */
@Timeout(60)
class WrongRunTest {
    private static final TestApi API = TestApi.running();
    private static TestMachine idle;

    @BeforeAll
    static void machine() {
        API.image("wrong-debian", 1_000_000_000);
        idle = TestMachine.register(API.cmdb());
    }

    private static Answer start(String body) {
        return API.call("POST", "/api/v1/runs").json(body).send();
    }

    private static Answer provision(TestMachine machine, String spec) {
        return start("""
                {"kind": "provision", "machine": "%s", "spec": %s}""".formatted(machine.id(), spec));
    }

    @Test
    void anUnknownMachine() {
        start("""
                {"kind": "power", "machine": "nobody", "spec": {"command": "on"}}""").isProblem(404, """
                {
                  "type": "not-found",
                  "title": "There is no such thing",
                  "status": 404,
                  "detail": "There is no machine with the id or name 'nobody'."
                }""");
    }

    @Test
    void anUnknownImage() {
        var answer = provision(idle, """
                {"image": "no-such-image", "hostname": "web1"}""");

        answer.isProblem(422, """
                {
                  "type": "unknown-image",
                  "title": "There is no such image",
                  "status": 422,
                  "detail": "There is no image 'no-such-image'.",
                  "field": "spec.image",
                  "help": "%s"
                }""".formatted(answer.text("/help")));
        assertThat(answer.text("/help")).startsWith("There are: ").contains("wrong-debian");
    }

    @Test
    void anImageToCaptureWhoseNameIsNone() {
        start("""
                {"kind": "capture", "machine": "%s", "spec": {"image": "my image"}}""".formatted(idle.id())).isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "'name' 'my image' is no name of an image: at most 63 letters, digits, dots, hyphens and underscores, of which a letter or digit begins and ends it",
                  "field": "spec.image"
                }""");
    }

    @Test
    void anImageThatIsStillImported() {
        API.cmdb().images().recordImport("wrong-importing", "http://images.example/importing.raw");

        provision(idle, """
                {"image": "wrong-importing", "hostname": "web1"}""").isProblem(422, """
                {
                  "type": "image-importing",
                  "title": "The image is not there yet",
                  "status": 422,
                  "detail": "The image 'wrong-importing' is still being imported.",
                  "field": "spec.image",
                  "help": "Ask again when its state is ready."
                }""");
    }

    @Test
    void aDiskThatIsTooSmall() {
        API.image("wrong-huge", 9_000_000_000L);

        provision(idle, """
                {"image": "wrong-huge", "hostname": "web1"}""").isProblem(422, """
                {
                  "type": "disk-too-small",
                  "title": "The disk is too small",
                  "status": 422,
                  "detail": "Image 'wrong-huge' needs 9000000000 bytes, and the disk of machine %1$s with serial number DISK-%2$s has 8000000000 bytes.",
                  "field": "spec.image",
                  "help": "Name a smaller image, or a machine with a larger disk."
                }""".formatted(idle.name(), idle.id()));
    }

    /** As the namespaces of one NVMe drive. */
    @Test
    void aSerialNumberThatSeveralDisksShare() {
        var machine = TestMachine.register(API.cmdb());
        var report = machine.report();
        var disks = Stream.of("0x01", "0x02")
                .map(wwn -> new Disk("/dev/" + wwn, 8_000_000_000L, 512, null, "NVME-1", wwn, "nvme", false, false))
                .toList();
        API.cmdb()
                .machines()
                .recordHardware(
                        machine.id(),
                        new HardwareReport(
                                1,
                                report.collectedAt(),
                                report.system(),
                                null,
                                report.bootMode(),
                                null,
                                report.architecture(),
                                List.of(),
                                report.memory(),
                                disks,
                                report.nics(),
                                List.of(),
                                null),
                        List.of());

        provision(machine, """
                {"image": "wrong-debian", "hostname": "web1", "disks": {"serials": ["NVME-1"]}}""").isProblem(422, """
                {
                  "type": "ambiguous-disk",
                  "title": "Several disks have that name",
                  "status": 422,
                  "detail": "2 disks of machine %1$s answer to 'NVME-1'.",
                  "field": "spec.disks.serials",
                  "help": "Name the one that is meant by what no other has: its WWN, or else its serial number."
                }""".formatted(machine.name()));
    }

    @Test
    void aDiskThatTheMachineDoesNotHave() {
        provision(idle, """
                {"image": "wrong-debian", "hostname": "web1", "disks": {"serials": ["DISK-9"]}}""").isProblem(422, """
                {
                  "type": "unknown-disk",
                  "title": "There is no such disk",
                  "status": 422,
                  "detail": "Machine %1$s has no fixed disk with the serial number or WWN 'DISK-9'.",
                  "field": "spec.disks.serials",
                  "help": "It has: serial number DISK-%2$s has 8000000000 bytes."
                }""".formatted(idle.name(), idle.id()));
    }

    @Test
    void moreDisksThanTheMachineHas() {
        provision(idle, """
                {"image": "wrong-debian", "hostname": "web1", "disks": {"raid": "software-raid1"}}""").isProblem(422, """
                {
                  "type": "no-disk",
                  "title": "There are too few disks",
                  "status": 422,
                  "detail": "Machine %s has 1 such disks, and 2 are needed.",
                  "field": "spec.disks"
                }""".formatted(idle.name()));
    }

    @Test
    void aPartitionImageOnAMirror() {
        API.image("wrong-partition", 1_000_000_000L, "partition:qcow2");

        provision(idle, """
                {"image": "wrong-partition", "hostname": "web1", "disks": {"raid": "software-raid1"}}""").isProblem(422, """
                {
                  "type": "no-mirror",
                  "title": "The image cannot go on a mirror",
                  "status": 422,
                  "detail": "Image 'wrong-partition' is of a partition, whose boot loader is installed on one plain disk, and on no array.",
                  "field": "spec.disks.raid",
                  "help": "Leave the mirror out, or name an image of a whole disk."
                }""");
    }

    @Test
    void anAddressOutsideOfEverySegment() {
        provision(idle, """
                {"image": "wrong-debian", "hostname": "web1", "network": {"address": "192.0.2.7"}}""").isProblem(422, """
                        {
                          "type": "no-segment",
                          "title": "The address lies in no segment",
                          "status": 422,
                          "detail": "The address 192.0.2.7 lies in no segment of site 'default'.",
                          "field": "spec.network.address",
                          "help": "Name an address of a segment, or add the segment."
                        }""");
    }

    @Test
    void aMachineThatWasNeverSeen() {
        var id = MachineId.of("m-neverseen1");
        API.cmdb()
                .machines()
                .enter(MachineRow.entered(
                        id,
                        "never-seen",
                        SiteName.of("default"),
                        MachineState.DISCOVERED,
                        MacAddress.of("52:54:00:dd:00:01"),
                        Instant.now()));

        start("""
                {"kind": "provision", "machine": "never-seen", "spec": {"image": "wrong-debian", "hostname": "web1"}}""").isProblem(422, """
                        {
                          "type": "not-registered",
                          "title": "The machine is not registered",
                          "status": 422,
                          "detail": "The hardware of machine never-seen is not known yet.",
                          "field": "machine",
                          "help": "Let it boot from the network, or start a run of kind 'register' first."
                        }""");
        start("""
                {"kind": "power", "machine": "never-seen", "spec": {"command": "on"}}""").isProblem(422, """
                {
                  "type": "no-bmc",
                  "title": "The machine has no BMC",
                  "status": 422,
                  "detail": "No BMC of machine never-seen is known.",
                  "field": "machine",
                  "help": "Enter its BMC on the machine."
                }""");
    }

    @Test
    void aMachineThatIsBusy() throws Exception {
        var busy = TestMachine.register(API.cmdb());
        var writing = API.site().hold(API.image("wrong-busy", 1_000_000_000));
        var run = Runs.provision(API, busy, "wrong-busy");

        provision(busy, """
                {"image": "wrong-debian", "hostname": "web2"}""").isProblem(409, """
                {
                  "type": "machine-busy",
                  "title": "The machine is busy",
                  "status": 409,
                  "detail": "Machine %s is in a run of kind provision.",
                  "help": "Cancel that run, or wait for its end.",
                  "run": "/api/v1/runs/%s"
                }""".formatted(busy.name(), run));
        API.call("DELETE", "/api/v1/machines/" + busy.id()).send().isProblem(409, """
                {
                  "type": "machine-busy",
                  "title": "The machine is busy",
                  "status": 409,
                  "detail": "Machine %s is in a run of kind provision.",
                  "help": "Cancel that run, or wait for its end.",
                  "run": "/api/v1/runs/%s"
                }""".formatted(busy.name(), run));
        writing.countDown();
        Runs.untilState(API, run, "done");
    }

    @Test
    void aBmcThatRefusesItsPasswordIsToldByTheWaitingStep() throws Exception {
        var machine = TestMachine.register(API.cmdb(), TestMachine.REFUSED_USER);
        API.site().off(machine.id());
        var id = Runs.provision(API, machine, "wrong-debian");

        var waiting = Runs.untilState(API, id, "waiting").path("waiting");

        assertThat(waiting.path("step").asString()).isEqualTo("network-boot");
        assertThat(waiting.path("doing").asString()).isEqualTo("Boot into BootOS on " + machine.name());
        assertThat(waiting.path("trouble").asString()).contains("the BMC refused the password of user 'refused'");
        assertThat(waiting.path("advice").asString())
                .isEqualTo("Enter the BMC's user and password on the machine's page, then retry.");
        assertThat(waiting.path("nextTryAt").isNull())
                .as("no lock-out by trying again")
                .isTrue();
        API.call("POST", "/api/v1/runs/" + id + "/cancel").send().hasStatus(200);
        Runs.untilState(API, id, "cancelled");
    }

    @Test
    void aKindThatThereIsNot() {
        start("""
                {"kind": "explode", "machine": "%s"}""".formatted(idle.id())).isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "'explode' is none of register, provision, power, inspect, reinstall, release, clean, rescue, adopt, capture, convert, runbook, rotate.",
                  "field": "kind"
                }""");
    }

    @Test
    void aFieldThatThereIsNot() {
        var answer = provision(idle, """
                {"image": "wrong-debian", "hostname": "web1", "disks": {"raid5": true}}""");

        answer.isProblem(400, """
                {
                  "type": "unknown-field",
                  "title": "A field is unknown",
                  "status": 400,
                  "detail": "There is no field 'spec.disks.raid5'.",
                  "field": "spec.disks.raid5",
                  "help": "Known here: raid, serials, volume."
                }""");
    }

    @Test
    void aHostNameThatIsNone() {
        provision(idle, """
                {"image": "wrong-debian", "hostname": "web_1"}""").isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "'hostname' is missing or is no host name (RFC 1123): letters, digits, hyphens, dots",
                  "field": "spec.hostname"
                }""");
    }

    @Test
    void aVlanThatIsNoneAndABondOfOnePort() {
        provision(idle, """
                {"image": "wrong-debian", "hostname": "web1", "network": {"vlan": 4095}}""").isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "'network.vlan' is 4095: a VLAN is one of 1 to 4094 (802.1Q)",
                  "field": "spec.network"
                }""");
        provision(idle, """
                {"image": "wrong-debian", "hostname": "web1", "network": {"bond": {"ports": ["52:54:00:00:00:01"]}}}""").isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "'network.bond.ports' needs the MACs of two ports or more, each once",
                  "field": "spec.network.bond"
                }""");
    }

    @Test
    void aUserNameThatIsNoneNamesItsPlace() {
        provision(idle, """
                {"image": "wrong-debian", "hostname": "web1", "users": [{"name": "ops"}, {"name": "Root!"}]}""").isProblem(400, """
                        {
                          "type": "invalid-value",
                          "title": "A value is wrong",
                          "status": 400,
                          "detail": "'users[].name' Root! is no account name: small letters, digits, - and _",
                          "field": "spec.users[1].name"
                        }""");
    }

    @Test
    void aProfileThatThereIsNot() {
        provision(idle, """
                {"profile": "none", "image": "debian", "hostname": "web1"}""").isProblem(422, """
                {
                  "type": "unknown-profile",
                  "title": "There is no such profile",
                  "status": 422,
                  "detail": "There is no profile 'none'.",
                  "field": "spec.profile"
                }""");
    }

    @Test
    void aTemplateThatThereIsNot() {
        provision(idle, """
                {"template": "none", "hostname": "web1"}""").isProblem(422, """
                {
                  "type": "unknown-template",
                  "title": "There is no such template",
                  "status": 422,
                  "detail": "There is no template 'none'.",
                  "field": "spec.template"
                }""");
    }

    @Test
    void aBodyThatIsNoJson() {
        start("{\"kind\": ").isProblem(400, """
                {
                  "type": "invalid-body",
                  "title": "The body is no JSON",
                  "status": 400,
                  "detail": "%s"
                }""".formatted(
                        start("{\"kind\": ").json().path("detail").asString().replace("\"", "\\\"")));
    }

    @Test
    void aRunThatThereIsNot() {
        API.call("GET", "/api/v1/runs/none").send().isProblem(404, """
                {
                  "type": "not-found",
                  "title": "There is no such thing",
                  "status": 404,
                  "detail": "There is no run with the id 'none'."
                }""");
        API.call("GET", "/api/v1/runs/none/events").send().hasStatus(404);
    }

    @Test
    void aStateThatThereIsNot() {
        API.call("GET", "/api/v1/runs?state=lost").send().isProblem(400, """
                {
                  "type": "invalid-value",
                  "title": "A value is wrong",
                  "status": 400,
                  "detail": "'lost' is no state to look for.",
                  "field": "state",
                  "help": "It is one of: running, waiting, paused, cancelling, done, cancelled, failed."
                }""");
    }
}
