package io.metalwright.ops.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.metalwright.boot.BootServicesConfiguration;
import io.metalwright.model.SiteName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MetalwrightCommandTest {
    private record Answer(int status, String body) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(folder.resolve("token"), "mw_test\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request + " " + exchange.getRequestHeaders().getFirst("Authorization") + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var answer = answers.getOrDefault(request, new Answer(404, "{\"detail\":\"no " + request + "\"}"));
        var body = answer.body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void theLauncherLeadsToEveryCommand() throws IOException {
        var words = new HashSet<String>();
        var patterns =
                Pattern.compile("(?m)^  ([a-z][a-z |-]*)\\)").matcher(Files.readString(Path.of("../metalwright")));
        while (patterns.find()) {
            words.addAll(List.of(patterns.group(1).split(" \\| ")));
        }

        var commands =
                new HashSet<>(MetalwrightCommand.commandLine().getSubcommands().keySet());
        commands.remove("generate-completion");
        assertThat(words).contains("completion").containsAll(commands);
    }

    private record Outcome(int status, String out, String err) {}

    private Outcome run(String... words) {
        return runWith(folder.resolve("token"), words);
    }

    private Outcome runWith(Path token, String... words) {
        var arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--api", "http://127.0.0.1:" + server.getAddress().getPort(), "--token-file", token.toString()));
        return runAlone(arguments.toArray(String[]::new));
    }

    /** Without an API. */
    private Outcome runAlone(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int status = MetalwrightCommand.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Outcome(status, out.toString(), err.toString());
    }

    @Test
    void machinesAreListedInColumns() {
        answers.put("GET /api/v1/machines?page=0&size=100", new Answer(200, """
                {"items":[{"id":"m-0001","name":"r1u1","state":"available","health":"ok","site":"default","address":"10.0.0.2","macs":["52:54:00:00:00:01"],"serial":"S1","hostname":null,"activeRun":null}],"total":1}"""));
        var outcome = run("machines", "list");
        assertThat(outcome.status).isZero();
        assertThat(outcome.out.lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "ID NAME STATE HEALTH SITE ADDRESS MAC SERIAL HOSTNAME RUN",
                        "m-0001 r1u1 available ok default 10.0.0.2 52:54:00:00:00:01 S1 - -");
        assertThat(requests).singleElement().asString().contains("Bearer mw_test");
    }

    @Test
    void aSensorOfAMachineIsMutedForAWhile() {
        answers.put(
                "PUT /api/v1/machines/r1u1/alert-overrides",
                new Answer(200, "{\"rule\":\"*\",\"subject\":\"Fan1\",\"muted\":true}"));
        var outcome = run("alerts", "mute", "r1u1", "--subject", "Fan1", "--for", "8h", "--reason", "on order");
        assertThat(outcome.status).isZero();
        assertThat(requests)
                .singleElement()
                .asString()
                .contains("\"rule\":\"*\"", "\"subject\":\"Fan1\"", "\"muted\":true", "\"until\":\"20", "on order");
    }

    @Test
    void oneThresholdForAllSensorsOfAMachineIsWrongUsage() {
        var outcome = run("alerts", "threshold", "r1u1", "--above", "35");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err).contains("--subject");
        assertThat(requests).isEmpty();
    }

    @Test
    void jsonIsTheApisOwnAnswer() {
        answers.put("GET /api/v1/images?size=500", new Answer(200, "{\"items\":[],\"total\":0}"));
        assertThat(run("images", "list", "--json").out.replaceAll("\\s", "")).isEqualTo("{\"items\":[],\"total\":0}");
    }

    @Test
    void aRefusalIsToldInTheApisWordsAndEndsWithOne() {
        answers.put(
                "POST /api/v1/runs",
                new Answer(
                        409,
                        "{\"title\":\"Busy\",\"detail\":\"The machine is busy with run 42.\",\"help\":\"Wait for it, or cancel it.\"}"));
        var outcome = run("runs", "start", "provision", "r1u1", "--set", "image=debian", "--set", "hostname=web1");
        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.err).contains("The machine is busy with run 42.").contains("Wait for it, or cancel it.");
        assertThat(requests)
                .singleElement()
                .asString()
                .contains("\"image\":\"debian\"")
                .contains("\"machine\":\"r1u1\"");
    }

    @Test
    void aRunIsQueuedAndTakenOutOfTheQueue() {
        var queued = """
                {"id":"q-1","kind":"release","machine":"m-0001","machineName":"r1u1","state":"queued","summary":"Release r1u1","requestedBy":"ops","run":null,"trouble":null,"askedAt":"2026-05-04T12:00:00Z"}""";
        answers.put("POST /api/v1/runs?queue=true", new Answer(202, queued));
        answers.put("GET /api/v1/machines/r1u1/queue", new Answer(200, "{\"items\":[" + queued + "]}"));
        answers.put("DELETE /api/v1/machines/r1u1/queue/q-1", new Answer(204, ""));
        assertThat(run("runs", "start", "release", "r1u1", "--queue").out).contains("queued", "Release r1u1");
        assertThat(run("machines", "queue", "r1u1").out.lines().map(line -> line.replaceAll(" +", " ")))
                .contains("q-1 release r1u1 queued Release r1u1 ops 2026-05-04T12:00:00Z - -");
        assertThat(run("machines", "unqueue", "r1u1", "q-1").status).isZero();
    }

    @Test
    void theKeysOfSecretsAreListedAndChanged() {
        answers.put("GET /api/v1/secret-keys", new Answer(200, """
                {"items":[{"id":"0123456789abcdef","held":true,"sealing":true,"secrets":3}]}"""));
        answers.put("POST /api/v1/secret-keys/reseal", new Answer(200, "{\"sealed\":2}"));
        assertThat(run("secrets", "keys").out.lines().map(line -> line.replaceAll(" +", " ")))
                .contains("0123456789abcdef true true 3");
        assertThat(run("secrets", "reseal").out).contains("2");
    }

    @Test
    void keysThatCannotBeHadEndAProcessWithTheReason() {
        var outcome = runAlone(
                "api",
                "--data",
                folder.toString(),
                "--database",
                "jdbc:mysql://127.0.0.1:1/none",
                "--secrets-key-program",
                folder.resolve("no-program").toString());
        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.err)
                .contains("no-program")
                .contains("a program that may be run")
                .doesNotContain("\tat ");
    }

    @Test
    void aMistypedCommandEndsWithTwo() {
        assertThat(run("machines", "lst").status).isEqualTo(2);
    }

    @Test
    void anAbsentServerIsToldWithWhatWouldHelp() {
        server.stop(0);
        var outcome = run("images", "list");
        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.err).contains("Nothing answers at").contains("metalwright up");
    }

    @Test
    void aWaitingRunSaysWhatWouldHelp() {
        answers.put("GET /api/v1/runs/7", new Answer(200, """
                {"id":"7","kind":"provision","machineName":"r1u1","state":"waiting","steps":[{"name":"image","state":"waiting","attempts":2,"trouble":"chunk 3 is broken"}],"waiting":{"doing":"Write the image on r1u1","trouble":"chunk 3 is broken","advice":"Retry with another image."}}"""));
        assertThat(run("runs", "show", "7").out)
                .contains("It waits for you")
                .contains("Retry with another image.")
                .contains("chunk 3 is broken");
    }

    private static final String MACHINE = """
            {"id":"m-0001","name":"web1","state":"available","site":"default","macs":["52:54:00:00:00:01"],"bmc":{"address":"10.0.1.2","user":"root"}}""";

    @Test
    void theBmcOfAMachineThatRegisteredItselfIsNamedByHand() throws IOException {
        answers.put("PATCH /api/v1/machines/m-0001", new Answer(200, MACHINE));
        Files.writeString(folder.resolve("password"), "secret\n");
        var outcome = run(
                "machines",
                "change",
                "m-0001",
                "--name",
                "web1",
                "--bmc",
                "10.0.1.2",
                "--bmc-protocol",
                "redfish",
                "--bmc-port",
                "8443",
                "--bmc-user",
                "root",
                "--bmc-password-file",
                folder.resolve("password").toString());
        assertThat(outcome.status).isZero();
        assertThat(outcome.out).containsPattern("BMC +10.0.1.2").doesNotContain("secret");
        assertThat(requests)
                .singleElement()
                .asString()
                .contains("\"name\":\"web1\"")
                .contains("\"address\":\"10.0.1.2\"")
                .contains("\"protocol\":\"redfish\"")
                .contains("\"port\":8443")
                .contains("\"password\":\"secret\"");
    }

    @Test
    void machinesAreChosenByCapability() {
        answers.put(
                "GET /api/v1/machines?page=0&size=100&capability=cores%3A%3E%3D%2016&capability=product%3A%3Cin%3E%20Gen10",
                new Answer(200, "{\"items\": []}"));
        assertThat(run("machines", "list", "--capability", "cores:>= 16", "--capability", "product:<in> Gen10").status)
                .isZero();

        var neither = run("runs", "start", "power", "--set", "command=on");
        assertThat(neither.status).isEqualTo(2);
        assertThat(neither.err).contains("Name a machine, or say by --capability");
    }

    @Test
    void aBmcWithoutItsUserOrPasswordIsWrongUsage() {
        var outcome = run("machines", "change", "m-0001", "--bmc", "10.0.1.2");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err).contains("--bmc, --bmc-user and --bmc-password-file go together");
        assertThat(requests).isEmpty();
    }

    @Test
    void aChangeOfNothingIsWrongUsage() {
        var outcome = run("machines", "change", "m-0001");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err).contains("Nothing is to be changed").contains("metalwright machines change --help");
    }

    @Test
    void aMissingTokenIsTrouble_andSaysWhichFolderIsToBeNamed() {
        var outcome = runWith(folder.resolve("nothing"), "machines", "list");
        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.err)
                .contains("METALWRIGHT_DATA")
                .contains("--token-file")
                .doesNotContain("Usage:");
    }

    @Test
    void aBrokenSpecIsToldWithItsPlace() throws IOException {
        var spec = Files.writeString(
                folder.resolve("spec.json"), "{\n  \"image\": \"debian\",\n  \"hostname\" \"web1\"\n}\n");
        var outcome = run("runs", "start", "provision", "web1", "--spec", spec.toString());
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err)
                .contains("in line 3, column")
                .contains("metalwright runs start --help")
                .doesNotContain("REDACTED")
                .hasLineCount(2);
    }

    @Test
    void followingARunThatIsNotThereIsToldInTheApisWords() {
        answers.put("GET /api/v1/runs/9/events?from=0", new Answer(404, "{\"detail\":\"There is no run '9'.\"}"));
        assertThat(run("runs", "follow", "9").err).contains("There is no run '9'.");
    }

    @Test
    void aRunIsFollowedToItsEndThoughTheApiGoesAwayBetweenTwoLines() {
        var line = "event:log\ndata:{\"number\":%d,\"at\":\"12:00\",\"step\":\"image\",\"text\":\"line %s\"}\n\n";
        answers.put("GET /api/v1/runs/9/events?from=0", new Answer(200, line.formatted(0, "one")));
        answers.put(
                "GET /api/v1/runs/9/events?from=1",
                new Answer(200, line.formatted(1, "two") + "event:end\ndata:{}\n\n"));
        answers.put("GET /api/v1/runs/9", new Answer(200, "{\"id\":\"9\",\"state\":\"done\"}"));

        var outcome = run("runs", "follow", "9");

        assertThat(outcome.status).isZero();
        assertThat(outcome.out).containsOnlyOnce("line one").containsOnlyOnce("line two");
    }

    @Test
    void aWordThatStandsForNothingIsWrongUsage() throws IOException {
        for (var words : List.of(
                List.of("runs", "list", "--api", "localhost:8080"),
                List.of("network", "peer", "--boot", "localhost:8090"),
                List.of("network", "check"),
                List.of("network", "check", "--interface", "lo", "--mac", "zz"),
                List.of("segments", "add", "r1", "--cidr", "10.1.0.0/24", "--client-match", "x=mac:52"),
                List.of("boot-services", "--site", "a b", "--data", folder.toString()))) {
            var outcome = runAlone(words.toArray(String[]::new));

            assertThat(outcome.status).as("%s: %s", words, outcome.err).isEqualTo(2);
            assertThat(outcome.err)
                    .startsWith("metalwright: ")
                    .contains("--help")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var outcome =
                run("boot-configurations", "add", "web", "--segment", "r1", "--document", "kickstart=/nowhere/ks");

        assertThat(outcome.status).isNotZero();
        assertThat(outcome.err).contains("/nowhere/ks").contains("no file");
    }

    @Test
    void aBusyMachineIsToldWithTheRunThatHasIt() {
        answers.put(
                "POST /api/v1/runs",
                new Answer(409, "{\"detail\":\"Machine r1u1 is in a run.\",\"run\":\"/api/v1/runs/42\"}"));
        assertThat(run("runs", "start", "power", "r1u1", "--set", "command=on").err)
                .contains("metalwright runs show 42");
    }

    @Test
    void aFieldMayBeChangedWithoutTheSlashOfAPointer() {
        answers.put("POST /api/v1/runs/7/retry", new Answer(200, "{\"id\":\"7\"}"));
        assertThat(run("runs", "retry", "7", "--change", "image=other", "--change", "/network/address=10.0.0.9").status)
                .isZero();
        assertThat(requests).singleElement().asString().contains("\"/image\":\"other\"", "\"/network/address\"");
    }

    @Test
    void aChangeMayBeAListOrAnObjectAndAPasswordComesFromAFile() throws IOException {
        answers.put("POST /api/v1/runs/7/retry", new Answer(200, "{\"id\":\"7\"}"));
        var password = Files.writeString(folder.resolve("password"), "from the sticker\n");
        var said = run(
                "runs",
                "retry",
                "7",
                "--change",
                "/disks={\"raid\":\"none\",\"serials\":[\"S1\"]}",
                "--change-file",
                "/bmc/password=" + password);
        assertThat(said.status).as(said.err).isZero();
        assertThat(requests)
                .singleElement()
                .asString()
                .contains(
                        "\"/disks\":{\"raid\":\"none\",\"serials\":[\"S1\"]}",
                        "\"/bmc/password\":\"from the sticker\"");
    }

    @Test
    void aChangeThatCannotBeReadIsWrongUsage() {
        assertThat(run("runs", "retry", "7", "--change", "/disks={").status).isEqualTo(2);
        assertThat(run("runs", "retry", "7", "--change-file", "/bmc/password=/nowhere").err)
                .contains("/nowhere cannot be read");
    }

    @Test
    void aSubscriptionSaysWhatIsToldToWhomAndItsKeyIsPrintedOnce() {
        answers.put("POST /api/v1/subscriptions", new Answer(201, """
                {"name":"ops","webhook":{"url":"https://hooks.example/x"},"email":null,"events":["waiting"],"kinds":[],"machines":[],"sites":[],"enabled":true,"secret":"whsec_AAAA"}"""));
        var outcome = run("subscriptions", "add", "ops", "--webhook", "https://hooks.example/x", "--event", "waiting");
        assertThat(outcome.status).isZero();
        assertThat(outcome.out).contains("https://hooks.example/x").contains("whsec_AAAA");
        assertThat(requests)
                .singleElement()
                .asString()
                .contains("\"webhook\":{\"url\":\"https://hooks.example/x\"}")
                .contains("\"events\":[\"waiting\"]");
    }

    @Test
    void lettersWithoutAMailServerAreWrongUsage() {
        var outcome = run("subscriptions", "add", "ops", "--email", "ada@example.org");
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err).contains("--smtp HOST");
    }

    @Test
    void aTestThatDidNotArriveEndsWithOne() {
        answers.put("POST /api/v1/subscriptions/ops/test", new Answer(202, "{\"id\":\"d-1\",\"state\":\"pending\"}"));
        answers.put(
                "GET /api/v1/subscriptions/ops/deliveries/d-1",
                new Answer(200, "{\"id\":\"d-1\",\"state\":\"failed\",\"answer\":\"HTTP 503\"}"));
        var outcome = run("subscriptions", "test", "ops");
        assertThat(outcome.status).isEqualTo(1);
        assertThat(outcome.out).contains("HTTP 503");
    }

    @Test
    void aBootServerTellsHowTheOtherOneFares() {
        var boot = "http://127.0.0.1:" + server.getAddress().getPort();
        answers.put("GET /peer/v1/standing", new Answer(200, """
                {"share":"1/2","other":"http://10.0.0.2:8090","otherShare":"2/2","inTouch":true,"since":"2026-05-04T11:00:00Z",
                 "heardLast":"2026-05-04T12:00:00Z","addresses":["10.0.0.2"],"settled":true,"trouble":""}"""));
        var outcome = run("network", "peer", "--boot", boot);
        assertThat(outcome.status).isZero();
        assertThat(outcome.out)
                .contains("1/2")
                .contains("http://10.0.0.2:8090")
                .contains("2/2")
                .containsPattern("IN TOUCH +true");
        assertThat(run("network", "peer", "--boot", boot, "--json").out)
                .contains("\"since\" : \"2026-05-04T11:00:00Z\"");

        answers.put("GET /peer/v1/standing", new Answer(404, "{}"));
        assertThat(run("network", "peer", "--boot", boot).err).contains("without --peer");
    }

    @Test
    void aShareThatIsNoneAndOneWithoutTheOtherServerAreWrongUsage() {
        var command = new BootServicesCommand();
        var line = new CommandLine(command);
        assertThatThrownBy(() -> line.parseArgs("--peer", "1/2")).hasMessageContaining("--peer-url");
        line.parseArgs("--peer", "1/3", "--peer-url", "http://10.0.0.2:8090", "--peer-key", "key");
        var usual = BootServicesConfiguration.usual(SiteName.of("ber1"), folder, folder, folder);
        assertThatThrownBy(() -> command.peer.added(usual))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining("1/2 for one of them");
    }

    @Test
    void aRangeForBmcsIsPartOfASegmentsDhcp() {
        answers.put("POST /api/v1/segments", new Answer(201, "{}"));
        run(
                "segments",
                "add",
                "rack1",
                "--cidr",
                "10.77.0.0/24",
                "--client-class",
                "bmc=10.77.0.200-10.77.0.249",
                "--client-match",
                "bmc=mac:d0:94:66",
                "--client-match",
                "bmc=vendor:ACME=1");
        assertThat(requests)
                .singleElement()
                .asString()
                .contains(
                        "\"name\":\"bmc\"",
                        "\"range\":\"10.77.0.200-10.77.0.249\"",
                        "\"macs\":[\"d0:94:66\"]",
                        "\"vendorClasses\":[\"ACME=1\"]");
    }

    @Test
    void aSegmentKeepsWhatIsNotChanged() {
        answers.put("GET /api/v1/segments/rack1", new Answer(200, """
                {"name": "rack1", "site": "default", "cidr": "10.77.0.0/24", "gateway": "10.77.0.1", "vlan": 7, "machines": null,
                 "nameServers": ["10.77.0.53"], "registration": "manual",
                 "dhcp": {"mode": "proxy", "exclusions": [], "checksConflicts": true, "leaseSeconds": 600}, "ipv6": null}"""));
        answers.put("PUT /api/v1/segments/rack1", new Answer(200, "{}"));

        var outcome = run(
                "segments",
                "change",
                "rack1",
                "--machines",
                "10.77.0.100-10.77.0.199",
                "--gateway",
                "",
                "--name-server",
                "",
                "--vlan",
                "",
                "--no-check-conflicts",
                "--lease-seconds",
                "60",
                "--ipv6",
                "fd00:77::/64");

        assertThat(outcome.status).as(outcome.err).isZero();
        assertThat(requests.getLast())
                .contains(
                        "\"machines\":\"10.77.0.100-10.77.0.199\"",
                        "\"gateway\":null",
                        "\"nameServers\":[]",
                        "\"vlan\":null",
                        "\"registration\":\"manual\"",
                        "\"mode\":\"proxy\"",
                        "\"checksConflicts\":false",
                        "\"leaseSeconds\":60",
                        "\"ipv6\":{\"prefix\":\"fd00:77::/64\"}");
    }

    @Test
    void aChangeOfNothingAndAMatchOfNoClassAreRefused() {
        answers.put("GET /api/v1/segments/rack1", new Answer(200, "{\"name\": \"rack1\", \"dhcp\": {}}"));

        var ofNothing = run("segments", "change", "rack1");
        assertThat(ofNothing.status).isEqualTo(2);
        assertThat(ofNothing.err).contains("Nothing is to be changed");
        var ofNoClass = run("segments", "change", "rack1", "--client-match", "bmc=mac:d0:94:66");
        assertThat(ofNoClass.status).isNotZero();
        assertThat(ofNoClass.err).contains("give --client-class bmc=");
        var withoutNetwork = run("segments", "add", "rack1");
        assertThat(withoutNetwork.status).isEqualTo(2);
        assertThat(withoutNetwork.err).contains("--cidr");
    }

    @Test
    void aProfileIsEnteredFromAFileAndKeepsItsFieldsWhenItsDescriptionIsChanged() throws IOException {
        var file = Files.writeString(folder.resolve("fast.json"), "{\"raid\": \"software-raid1\"}");
        answers.put("POST /api/v1/profiles", new Answer(201, "{}"));
        answers.put(
                "GET /api/v1/profiles/fast",
                new Answer(
                        200,
                        "{\"name\": \"fast\", \"description\": null, \"spec\": {\"raid\": \"none\"}, \"createdAt\": \"2026-11-23T00:00:00Z\"}"));
        answers.put("PUT /api/v1/profiles/fast", new Answer(200, "{}"));

        assertThat(run("profiles", "add", "fast", "--spec", file.toString()).status)
                .isZero();
        assertThat(requests.getLast()).endsWith("{\"name\":\"fast\",\"spec\":{\"raid\":\"software-raid1\"}}");
        assertThat(run("profiles", "change", "fast", "--description", "two disks").status)
                .isZero();
        assertThat(requests.getLast())
                .endsWith("{\"name\":\"fast\",\"description\":\"two disks\",\"spec\":{\"raid\":\"none\"}}");
        assertThat(run("templates", "add", "web").err).contains("--spec");
    }

    @Test
    void aBootConfigurationKeepsTheDocumentsThatAreNotNamed() throws IOException {
        var file = Files.writeString(folder.resolve("ks"), "text\n");
        answers.put(
                "GET /api/v1/boot-configurations/ks",
                new Answer(
                        200,
                        "{\"name\": \"ks\", \"site\": \"default\", \"machines\": [\"m-1\"], \"segments\": [\"rack1\"], \"documents\": {\"ipxe\": \"#!ipxe\"}}"));
        answers.put("PUT /api/v1/boot-configurations/ks", new Answer(200, "{}"));

        var outcome = run("boot-configurations", "change", "ks", "--document", "kickstart=" + file, "--machine", "");

        assertThat(outcome.status).as(outcome.err).isZero();
        assertThat(requests.getLast())
                .contains(
                        "\"machines\":[]",
                        "\"segments\":[\"rack1\"]",
                        "\"ipxe\":\"#!ipxe\"",
                        "\"kickstart\":\"text\\n\"");
        assertThat(run("boot-configurations", "change", "ks").status).isEqualTo(2);
    }
}
