package io.metalwright.boot.http;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.disc.BlankDisc;
import io.metalwright.boot.files.FileShelf;
import io.metalwright.boot.images.ImageFolder;
import io.metalwright.boot.images.ImageSource;
import io.metalwright.boot.images.StoreWatch;
import io.metalwright.boot.ipxe.BootServer;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.peer.PeerLink;
import io.metalwright.boot.plans.AgentMemory;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.BootTokens;
import io.metalwright.boot.plans.ConfigurationBook;
import io.metalwright.boot.plans.DiscTokens;
import io.metalwright.boot.plans.MachineUuids;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.plans.WorkBoard;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.tls.SiteAuthority;
import io.metalwright.model.boot.DocumentKind;
import io.metalwright.model.boot.SignKind;
import io.metalwright.model.network.IpAddress;
import io.metalwright.model.network.Ipv4Address;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The routes, on plain HTTP and on HTTPS alike. */
public final class HttpServer implements AutoCloseable {
    /** Where to listen and what to serve. */
    public record Settings(
            String listenAddress,
            int httpPort,
            int httpsPort,
            Path bootOsFolder,
            ImageFolder images,
            String kernelParameters) {}

    /** What the endpoints work on. */
    public record Parts(
            ServedSegments segments,
            PlanBook plans,
            ConfigurationBook configurations,
            MachineUuids uuids,
            LeaseBook leases,
            Ipv6LeaseBook ipv6Leases,
            BootTokens tokens,
            AgentSessions sessions,
            WorkBoard board,
            Announcer announcer,
            FileShelf shelf,
            @Nullable ImageSource source,
            SiteAuthority authority,
            BlankDisc disc,
            StoreWatch storeWatch,
            UnaryOperator<Ipv4Address> towards,
            @Nullable PeerLink peer,
            Counters counters,
            Clock clock) {}

    private static final long LARGEST_BODY = 4L << 20;
    /** Who is entered is none any more; with the longest host keys they take some tens of MiB. */
    private static final int MOST_STRANGERS = 4000;

    private static final int WORKER_THREADS = 2;
    private static final int PARSE_MILLIS = 10_000;
    /** Longer than an agent is held. */
    private static final int IDLE_MILLIS = 90_000;

    private final Undertow undertow;
    private final ExecutorService virtualThreads;
    private final StoreDoor store;

    private HttpServer(Undertow undertow, ExecutorService virtualThreads, StoreDoor store) {
        this.undertow = undertow;
        this.virtualThreads = virtualThreads;
        this.store = store;
    }

    public static HttpServer start(Settings settings, Parts parts, SSLContext tls) {
        var virtualThreads = Executors.newVirtualThreadPerTaskExecutor();
        var store = new StoreDoor(parts.storeWatch(), parts.counters());
        var undertow = Undertow.builder()
                .setIoThreads(Runtime.getRuntime().availableProcessors())
                // Nobody works on Undertow's own: what blocks has virtual threads.
                .setWorkerThreads(WORKER_THREADS)
                .addHttpListener(settings.httpPort(), settings.listenAddress())
                .addHttpsListener(settings.httpsPort(), settings.listenAddress(), tls)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, LARGEST_BODY)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, 16 << 10)
                .setServerOption(UndertowOptions.MAX_HEADERS, 60)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, 20)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, IDLE_MILLIS)
                .setHandler(routes(settings, parts, virtualThreads, store))
                .build();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            virtualThreads.shutdownNow();
            store.close();
            throw new IllegalStateException(
                    "take the TCP ports " + settings.httpPort() + " and " + settings.httpsPort() + " on "
                            + settings.listenAddress()
                            + ": is one of them in use? Others are given by --http-port and --https-port.",
                    e);
        }
        return new HttpServer(undertow, virtualThreads, store);
    }

    @Override
    public void close() {
        undertow.stop();
        virtualThreads.shutdownNow();
        store.close();
    }

    private static HttpHandler routes(Settings settings, Parts parts, ExecutorService virtualThreads, StoreDoor store) {
        var counters = parts.counters();
        var announcer = parts.announcer();
        var machines = new AskedMachine.Directory(
                parts.plans(),
                parts.leases(),
                parts.ipv6Leases(),
                parts.segments(),
                parts.uuids(),
                counters,
                settings.httpPort());
        var ipxe = new IpxeEndpoint(
                machines,
                parts.configurations(),
                parts.plans(),
                parts.segments(),
                parts.tokens(),
                parts.sessions(),
                announcer,
                counters,
                self(settings, parts),
                parts.towards(),
                settings.kernelParameters());
        var announce = new AnnounceEndpoint(
                parts.tokens(),
                parts.sessions(),
                new AgentMemory(parts.tokens(), parts.sessions(), parts.plans(), MOST_STRANGERS, parts.clock()),
                parts.board(),
                announcer,
                counters,
                parts.clock());
        var shelf = new RecentFiles(parts.shelf());
        var routes = new RoutingHandler();
        // What waits for the disk, a body or other people does so on a virtual thread; scripts wait for nothing, and
        // files
        // are sent by Undertow's own.
        routes.get("/ipxe", new Safely(ipxe, counters));
        documents(routes, machines, parts, virtualThreads);
        routes.post("/agent/v1/announce", on(virtualThreads, announce, counters));
        routes.get(
                "/agent/v1/work",
                on(
                        virtualThreads,
                        new WorkEndpoint(parts.sessions(), parts.board(), announcer, parts.clock()),
                        counters));
        routes.post(
                "/agent/v1/os-ready",
                on(virtualThreads, new OsReadyEndpoint(parts.plans(), announcer, counters, parts.clock()), counters));
        file(routes, "/bootos/kernel", bootOs(settings, "kernel", SignKind.KERNEL, parts), counters);
        file(routes, "/bootos/initrd", bootOs(settings, "initrd", SignKind.INITRD, parts), counters);
        var images = settings.images();
        file(
                routes,
                "/images/chunks/*",
                store.before(ImageEndpoint.chunks(images, parts.source(), counters, virtualThreads)),
                counters);
        file(
                routes,
                "/images/manifests/*",
                store.before(ImageEndpoint.manifests(images, parts.source(), counters, virtualThreads)),
                counters);
        var upload = new ChunkUploadEndpoint(parts.plans(), images, counters);
        routes.put(
                "/images/chunks/{sum}",
                new Safely(store.before(upload, on(virtualThreads, upload, counters)), counters));
        routes.get(
                "/installer/{machine}/{word}",
                on(virtualThreads, new InstallerEndpoint(machines, announcer, parts.clock()), counters));
        file(routes, "/trees/*", store.before(new TreeEndpoint(images, parts.plans(), announcer)), counters);
        disc(routes, settings, parts, virtualThreads);
        peer(routes, parts, virtualThreads);
        file(routes, "/files/*", ServedFiles.bootFiles(shelf, "/files/"), counters);
        byte[] authority = parts.authority().pem();
        file(
                routes,
                "/ca.pem",
                exchange -> {
                    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/x-pem-file");
                    exchange.getResponseSender().send(ByteBuffer.wrap(authority));
                },
                counters);
        file(routes, "/healthz", exchange -> Exchanges.sendText(exchange, "text/plain", "ok\n"), counters);
        file(
                routes,
                "/metrics",
                exchange -> Exchanges.sendText(exchange, "text/plain;version=0.0.4", counters.text()),
                counters);
        var rootFiles = ServedFiles.bootFiles(shelf, "/");
        routes.setFallbackHandler(new Safely(
                exchange -> {
                    var method = exchange.getRequestMethod();
                    if (!method.equals(Methods.GET) && !method.equals(Methods.HEAD)) {
                        throw new Refusal(
                                Problem.NOT_FOUND,
                                "No such path",
                                Exchanges.quoted(exchange.getRequestPath()) + " is not served here.");
                    }
                    rootFiles.handleRequest(exchange);
                },
                counters));
        routes.setInvalidMethodHandler(new Safely(
                exchange -> {
                    throw new Refusal(
                            Problem.METHOD_NOT_ALLOWED,
                            "Method not allowed",
                            Exchanges.quoted(exchange.getRequestMethod().toString()) + " is not what this path takes.");
                },
                counters));
        return routes;
    }

    private static void documents(
            RoutingHandler routes, AskedMachine.Directory machines, Parts parts, ExecutorService virtualThreads) {
        Map.ofEntries(
                        Map.entry("/ignition/{machine}", DocumentKind.IGNITION),
                        Map.entry("/kickstart/{machine}", DocumentKind.KICKSTART),
                        Map.entry("/preseed/{machine}", DocumentKind.PRESEED),
                        Map.entry("/autoyast/{machine}", DocumentKind.AUTOYAST),
                        // Ubuntu's installer wants a folder, as cloud-init does.
                        Map.entry("/autoinstall/{machine}", DocumentKind.AUTOINSTALL),
                        Map.entry("/autoinstall/{machine}/user-data", DocumentKind.AUTOINSTALL),
                        Map.entry("/autoinstall/{machine}/meta-data", DocumentKind.META_DATA),
                        Map.entry("/autoinstall/{machine}/vendor-data", DocumentKind.VENDOR_DATA),
                        Map.entry("/cloud-init/{machine}/meta-data", DocumentKind.META_DATA),
                        Map.entry("/cloud-init/{machine}/user-data", DocumentKind.USER_DATA),
                        Map.entry("/cloud-init/{machine}/vendor-data", DocumentKind.VENDOR_DATA),
                        Map.entry("/cloud-init/{machine}/network-config", DocumentKind.NETWORK_CONFIG))
                .forEach((path, kind) -> {
                    var endpoint = on(
                            virtualThreads,
                            new DocumentEndpoint(
                                    kind, machines, parts.configurations(), parts.announcer(), parts.counters()),
                            parts.counters());
                    routes.get(path, endpoint);
                    routes.add("HEAD", path, endpoint);
                });
        routes.get(
                "/httpboot",
                on(virtualThreads, new HttpBootEndpoint(machines, parts.configurations()), parts.counters()));
    }

    /** This server as a machine reaches it that has this address of ours. */
    private static Function<IpAddress, BootServer> self(Settings settings, Parts parts) {
        var authority = parts.authority().sum();
        return address -> new BootServer(address, settings.httpPort(), settings.httpsPort(), authority);
    }

    private static void disc(RoutingHandler routes, Settings settings, Parts parts, ExecutorService virtualThreads) {
        var endpoint = on(
                virtualThreads,
                new DiscEndpoint(
                        parts.plans(),
                        parts.disc(),
                        new DiscTokens(parts.tokens(), parts.clock()),
                        parts.announcer(),
                        parts.counters(),
                        self(settings, parts),
                        parts.towards(),
                        settings.kernelParameters()),
                parts.counters());
        routes.get("/media/{secret}/bootos.iso", endpoint);
        routes.add("HEAD", "/media/{secret}/bootos.iso", endpoint);
    }

    private static void peer(RoutingHandler routes, Parts parts, ExecutorService virtualThreads) {
        var peer = parts.peer();
        if (peer != null) {
            routes.post("/peer/v1/changes", on(virtualThreads, new PeerEndpoint(peer), parts.counters()));
            file(
                    routes,
                    "/peer/v1/standing",
                    exchange -> Exchanges.sendJson(exchange, peer.standing()),
                    parts.counters());
        }
    }

    private static HttpHandler bootOs(Settings settings, String name, SignKind kind, Parts parts) {
        return ServedFiles.bootOs(settings.bootOsFolder(), name, kind, parts.announcer());
    }

    private static void file(RoutingHandler routes, String path, HttpHandler handler, Counters counters) {
        routes.get(path, new Safely(handler, counters));
        routes.add("HEAD", path, new Safely(handler, counters));
    }

    private static HttpHandler on(ExecutorService threads, HttpHandler endpoint, Counters counters) {
        var safe = new Safely(endpoint, counters);
        return exchange -> exchange.dispatch(threads, safe);
    }
}
