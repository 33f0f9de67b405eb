package io.metalwright.api.support;

import io.metalwright.activities.inventory.CmdbDeliveryBook;
import io.metalwright.activities.inventory.CmdbInventory;
import io.metalwright.activities.inventory.CmdbRunJournal;
import io.metalwright.activities.inventory.CmdbSecrets;
import io.metalwright.activities.notice.SentNotices;
import io.metalwright.api.ApiApplication;
import io.metalwright.api.access.Bearer;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.token.AccessToken;
import io.metalwright.cmdb.token.Role;
import io.metalwright.model.Sha256;
import io.metalwright.model.SiteName;
import io.metalwright.model.image.ImageChunk;
import io.metalwright.model.image.ImageManifest;
import io.metalwright.model.network.AddressRange;
import io.metalwright.model.network.Cidr;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.Segment;
import io.metalwright.workflows.SearchAttributes;
import io.metalwright.workflows.WorkflowTypes;
import io.metalwright.workflows.steps.TaskQueues;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The whole API on a real port, over an H2 and Temporal's test server, with the product's own workflows, inventory and journal, and a {@link
 * TestSite} for everything that is done to machines. Started once for all tests of the module, which therefore use names of their own.
 */
public final class TestApi {
    private static final SiteName SITE = SiteName.of("default");

    private final Path data;
    private final Cmdb cmdb;
    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(new CodecDataConverter(
                                    DefaultDataConverter.newDefaultInstance(), List.of(new TurnedPayloads()), true))
                            .build())
                    .build());
    private final TestSite site = new TestSite(temporal.getWorkflowClient());
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);
    private final ConfigurableApplicationContext context;

    private static final class Started {
        static final TestApi API = new TestApi();
    }

    public static TestApi running() {
        return Started.API;
    }

    private TestApi() {
        try {
            data = Files.createTempDirectory("metalwright-api");
            Files.createDirectories(data.resolve("ui/assets"));
            Files.writeString(data.resolve("ui/index.html"), "<!doctype html><title>Metalwright</title>");
            Files.writeString(data.resolve("ui/assets/app-abc123.js"), "export {}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cmdb = Cmdb.open(CmdbSettings.embedded(data));
        enterSegment();
        startWorkers();
        for (var role : Role.values()) {
            tokens.put(role, token(role.word(), role));
        }
        context = ApiApplication.start(
                Map.of(
                        "server.port",
                        0,
                        "server.address",
                        "127.0.0.1",
                        "metalwright.data",
                        data.toString(),
                        "metalwright.ui",
                        data.resolve("ui").toString(),
                        "metalwright.consoles.recorded-runs",
                        0,
                        "metalwright.temporal.ui",
                        "http://temporal.example:8233"),
                cmdb,
                temporal.getWorkflowClient());
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    private void enterSegment() {
        cmdb.segments()
                .enter(new Segment(
                        "test-rack",
                        SITE,
                        Cidr.of("10.9.0.0/16"),
                        Ipv4Address.of("10.9.0.1"),
                        null,
                        AddressRange.of("10.9.1.0-10.9.200.255"),
                        null,
                        null,
                        null,
                        List.of(),
                        Registration.MANUAL));
    }

    private void startWorkers() {
        SearchAttributes.ALL.forEach(
                attribute -> temporal.registerSearchAttribute(attribute.getName(), attribute.getValueType()));
        var control = temporal.newWorker(TaskQueues.CONTROL);
        control.registerWorkflowImplementationTypes(WorkflowTypes.all());
        control.registerActivitiesImplementations(
                new CmdbInventory(cmdb), new CmdbRunJournal(cmdb), new TestSite.Library(cmdb));
        temporal.newWorker(TaskQueues.NOTICES)
                .registerActivitiesImplementations(new SentNotices(new CmdbDeliveryBook(cmdb), new CmdbSecrets(cmdb)));
        temporal.newWorker(TaskQueues.site(SITE)).registerActivitiesImplementations(site);
        temporal.newWorker(TaskQueues.boot(SITE)).registerActivitiesImplementations(site);
        temporal.start();
    }

    private String token(String name, Role role) {
        var plain = Bearer.random();
        cmdb.accessTokens()
                .enter(new AccessToken("t-" + name, "test-" + name, role, Bearer.sum(plain), Instant.now(), null));
        return plain;
    }

    private void stop() {
        context.close();
        temporal.close();
        cmdb.close();
        try (var files = Files.walk(data)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Calls as an administrator. */
    public Call call(String method, String path) {
        return call(method, path, Role.ADMIN);
    }

    public Call call(String method, String path, Role role) {
        return stranger(method, path).header("Authorization", "Bearer " + tokens.get(role));
    }

    /** Calls without a token. */
    public Call stranger(String method, String path) {
        return new Call(method, URI.create("http://127.0.0.1:" + port() + path));
    }

    public int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    public String token(Role role) {
        return tokens.get(role);
    }

    /** Enters an image of that size, as if it had been imported. */
    public Sha256 image(String name, long bytes) {
        return image(name, bytes, "raw");
    }

    public Sha256 image(String name, long bytes, String format) {
        var manifest = ImageManifest.of(
                bytes, ImageManifest.CHUNK_BYTES, List.of(new ImageChunk(0, 4096, Sha256.sumOf(name), 100)));
        cmdb.images().recordReady(name, manifest, format, "http://images.example/" + name);
        return manifest.digest();
    }

    public Cmdb cmdb() {
        return cmdb;
    }

    public TestSite site() {
        return site;
    }

    public TestWorkflowEnvironment temporal() {
        return temporal;
    }

    public Path data() {
        return data;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }
}
