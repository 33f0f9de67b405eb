package io.metalwright.ops.role;

import io.metalwright.api.ApiApplication;
import io.metalwright.api.token.FirstToken;
import io.metalwright.boot.BootServices;
import io.metalwright.boot.BootServicesConfiguration;
import io.metalwright.boot.PlanWorker;
import io.metalwright.boot.announce.TemporalCourier;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.secret.KeyRing;
import io.metalwright.model.SiteName;
import io.metalwright.ops.temporal.DevServer;
import io.metalwright.worker.Workers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** API, workers, boot-services and pages in this process, beside a Temporal dev server. Started again on the same folder, everything goes on. */
public final class AllInOne implements AutoCloseable {
    private static final SiteName SITE = SiteName.of("default");

    /**
     * What may be asked for beside the usual.
     *
     * @param secretKeys by which secrets are sealed; null: those of a file in the data folder, made when it is missing
     * @param bootServices adds what boot-services do only where it was asked for
     */
    public record Extras(
            Watching watching, @Nullable KeyRing secretKeys, UnaryOperator<BootServicesConfiguration> bootServices) {
        public static final Extras NONE = new Extras(Watching.USUAL, null, UnaryOperator.identity());
    }

    /**
     * @param temporal the {@code temporal} program, whose dev server is started
     * @param listen address on which the API answers
     * @param bootOs holds {@code kernel} and {@code initrd}
     * @param collector where traces are brought; null: nowhere
     */
    public record Settings(
            Home home,
            DataFolder data,
            Path temporal,
            int temporalPort,
            int temporalUiPort,
            String listen,
            int apiPort,
            Path bootOs,
            Ports ports,
            @Nullable URI collector,
            Extras extras) {
        /** For real machines. */
        public Settings(
                Home home,
                DataFolder data,
                Path temporal,
                int temporalPort,
                int temporalUiPort,
                String listen,
                int apiPort,
                @Nullable URI collector,
                Extras extras) {
            this(
                    home,
                    data,
                    temporal,
                    temporalPort,
                    temporalUiPort,
                    listen,
                    apiPort,
                    home.bootOs(),
                    Ports.USUAL,
                    collector,
                    extras);
        }

        public URI api() {
            return URI.create("http://" + (listen.equals("0.0.0.0") ? "127.0.0.1" : listen) + ":" + apiPort);
        }

        public URI temporalUi() {
            return URI.create("http://127.0.0.1:" + temporalUiPort);
        }
    }

    private final Parts parts;
    private final boolean tokenIsNew;

    private AllInOne(Parts parts, boolean tokenIsNew) {
        this.parts = parts;
        this.tokenIsNew = tokenIsNew;
    }

    /** Returns when all of it is ready. */
    public static AllInOne start(Settings settings) throws IOException, GeneralSecurityException, InterruptedException {
        var parts = new Parts();
        try {
            return start(settings, parts);
        } catch (IOException | GeneralSecurityException | RuntimeException | InterruptedException e) {
            parts.close();
            throw e;
        }
    }

    private static AllInOne start(Settings settings, Parts parts)
            throws IOException, GeneralSecurityException, InterruptedException {
        Home.requireBootOs(settings.bootOs());
        FreePort.require(settings.listen(), settings.apiPort());
        var data = settings.data();
        data.make();
        // The slow ones overlap: the Temporal server comes up while the database and the API do.
        var server = parts.opened(DevServer.start(
                settings.temporal(),
                data.temporal(),
                settings.temporalPort(),
                settings.temporalUiPort(),
                settings.api().resolve("/codec")));
        var keys = KeyRing.ensure(data.payloadKeys());
        var temporal = parts.opened(TemporalConnection.to(server.target(), "default", keys));
        var database = settings.extras().secretKeys() == null
                ? CmdbSettings.embedded(data.cmdb())
                : CmdbSettings.embedded(data.cmdb(), settings.extras().secretKeys());
        var cmdb = parts.opened(Cmdb.open(database));
        var api = parts.opened(ApiApplication.start(apiProperties(settings), cmdb, temporal.client()));
        boolean tokenIsNew = api.getBean(FirstToken.class).ensure(data.adminToken());
        var boot = parts.opened(BootServices.start(bootServices(settings), new TemporalCourier(temporal.client())));
        server.awaitReady();
        temporal.awaitReady();
        var site = parts.opened(SiteActivities.open(data.siteKey(), data.images(), null, cmdb, settings.ports()));
        var lookingOn = Traces.opened(parts, settings.collector(), "metalwright");
        parts.opened(ControlActivities.addTo(new Workers(temporal.client(), lookingOn), cmdb, data.images())
                .site(SITE, site.all())
                .consoles(SITE, site.consoles())
                .start());
        parts.opened(site.watch(SITE, settings.extras().watching(), data.redfishEvents()));
        parts.opened(PlanWorker.start(temporal.client(), SITE, boot.plans(), lookingOn));
        return new AllInOne(parts, tokenIsNew);
    }

    private static BootServicesConfiguration bootServices(Settings settings) {
        var data = settings.data();
        var ports = settings.ports();
        return settings.extras()
                .bootServices()
                .apply(BootServicesConfiguration.usual(SITE, data.bootServices(SITE), settings.bootOs(), data.images())
                        .on(ports.dhcp(), ports.tftp(), ports.http(), ports.https()));
    }

    private static Map<String, Object> apiProperties(Settings settings) {
        var properties = new HashMap<String, @Nullable Object>();
        properties.put("server.address", settings.listen());
        properties.put("server.port", settings.apiPort());
        properties.put("metalwright.data", settings.data().root().toString());
        properties.put("metalwright.image-store", settings.data().images().toString());
        properties.put("metalwright.ui", settings.home().ui().toString());
        properties.put("metalwright.temporal.ui", settings.temporalUi().toString());
        return Map.copyOf(properties);
    }

    /** Whether this start made the installation's first access token. */
    public boolean tokenIsNew() {
        return tokenIsNew;
    }

    @Override
    public void close() {
        parts.close();
    }
}
