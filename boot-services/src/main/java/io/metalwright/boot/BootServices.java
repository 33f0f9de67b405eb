package io.metalwright.boot;

import io.metalwright.boot.announce.Announcer;
import io.metalwright.boot.announce.Courier;
import io.metalwright.boot.dhcp.DhcpResponder;
import io.metalwright.boot.dhcp.ForeignServers;
import io.metalwright.boot.dhcp.OtherServer;
import io.metalwright.boot.dhcp.Sharing;
import io.metalwright.boot.dhcp.net.AddressProbe;
import io.metalwright.boot.dhcp.net.KernelRoutes;
import io.metalwright.boot.dhcp6.Dhcp6Responder;
import io.metalwright.boot.dhcp6.Dhcp6Sharing;
import io.metalwright.boot.dhcp6.ServerDuid;
import io.metalwright.boot.disc.BlankDisc;
import io.metalwright.boot.dns.DnsResponder;
import io.metalwright.boot.dns.SiteNames;
import io.metalwright.boot.files.FileShelf;
import io.metalwright.boot.http.HttpServer;
import io.metalwright.boot.images.ImageFolder;
import io.metalwright.boot.images.ImageSource;
import io.metalwright.boot.images.StoreWatch;
import io.metalwright.boot.lease.Holdings;
import io.metalwright.boot.lease.Ipv6LeaseBook;
import io.metalwright.boot.lease.LeaseBook;
import io.metalwright.boot.metrics.Counters;
import io.metalwright.boot.peer.Peering;
import io.metalwright.boot.plans.AgentSessions;
import io.metalwright.boot.plans.BootPlanPublishing;
import io.metalwright.boot.plans.BootTokens;
import io.metalwright.boot.plans.ConfigurationBook;
import io.metalwright.boot.plans.MachineUuids;
import io.metalwright.boot.plans.PlanBook;
import io.metalwright.boot.plans.SignRecipients;
import io.metalwright.boot.plans.WorkBoard;
import io.metalwright.boot.segment.LocalInterface;
import io.metalwright.boot.segment.ServedSegments;
import io.metalwright.boot.store.SiteStore;
import io.metalwright.boot.tls.ServerIdentity;
import io.metalwright.boot.tls.SiteAuthority;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.workflows.steps.BootPlans;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The boot services of one site, put together. They answer from what is on disk, whether or not a workflow engine is there. */
public final class BootServices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BootServices.class);

    private final BootPlans plans;
    private final Counters counters;
    private final InterfaceWatch watch;
    /** In the order in which they started; closed in the reverse. */
    private final Deque<AutoCloseable> parts;

    private BootServices(BootPlans plans, Counters counters, InterfaceWatch watch, Deque<AutoCloseable> parts) {
        this.plans = plans;
        this.counters = counters;
        this.watch = watch;
        this.parts = parts;
    }

    /** Takes its ports and answers. Throws when one of them is taken. */
    public static BootServices start(BootServicesConfiguration configuration, Courier courier)
            throws IOException, GeneralSecurityException {
        var parts = new ArrayDeque<AutoCloseable>();
        try {
            return start(configuration, courier, parts);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            closeAll(parts);
            throw e;
        }
    }

    private static BootServices start(
            BootServicesConfiguration configuration, Courier courier, Deque<AutoCloseable> parts)
            throws IOException, GeneralSecurityException {
        var clock = Clock.systemUTC();
        var counters = new Counters();
        var store = opened(parts, SiteStore.open(configuration.dataFolder().resolve("boot-services.mv")));
        var segments = new ServedSegments(store);
        var plans = new PlanBook(store);
        var configurations = new ConfigurationBook(store);
        var uuids = new MachineUuids();
        var leases = opened(
                parts,
                LeaseBook.open(
                        configuration.dataFolder().resolve("leases.journal"), store, configuration.share(), clock));
        var ipv6Leases =
                opened(parts, Ipv6LeaseBook.open(configuration.dataFolder().resolve("leases-ipv6.journal"), clock));
        Supplier<Duration> longestLease = () -> longestLease(configuration, segments);
        var holdings = Holdings.of(configuration.share(), !leases.isBlank(), store, clock, longestLease);
        var tokens = new BootTokens(store, clock);
        var sessions = new AgentSessions(store, clock);
        var board = new WorkBoard(plans);
        var announcer = opened(
                parts,
                new Announcer(
                        courier,
                        new SignRecipients(configuration.site(), plans, leases, ipv6Leases, segments),
                        store,
                        counters,
                        clock));
        var authority = SiteAuthority.loadedOrMade(configuration.dataFolder().resolve("tls"));
        var identity = new ServerIdentity(authority, Set.of());
        var files = configuration.files();
        var shelf = files == null
                ? FileShelf.stocked(configuration.dataFolder().resolve("files"), configuration.ipxeBinaries())
                : FileShelf.of(files);

        var routes = new KernelRoutes();
        var settings = configuration.peer();
        var peering = settings == null
                ? null
                : Peering.of(
                        settings,
                        holdings,
                        leases,
                        ipv6Leases,
                        sessions,
                        store,
                        BootServices::ownAddresses,
                        counters,
                        clock);
        var link = peering == null ? null : opened(parts, peering.link());
        var disc = new BlankDisc(configuration.bootOsFolder().resolve("medium.iso"));
        var foreign = new ForeignServers(counters, clock);
        var other = link == null ? OtherServer.NONE : link;
        var responder = new DhcpResponder(
                segments,
                plans,
                leases,
                new Sharing(holdings, other, leases, clock),
                sessions,
                uuids,
                announcer,
                foreign,
                counters,
                routes,
                opened(parts, new AddressProbe()),
                new DhcpResponder.Settings(
                        configuration.httpPort(),
                        configuration.servesPlainStrangers(),
                        configuration.leaseTime(),
                        configuration.dns() == null ? null : configuration.dns().zone()));
        var ipv6Responder = new Dhcp6Responder(
                segments,
                plans,
                ipv6Leases,
                leases,
                new Dhcp6Sharing(holdings, other, ipv6Leases),
                sessions,
                uuids,
                announcer,
                counters,
                routes::localAddressTowards,
                ServerDuid.keptOrMade(store),
                new Dhcp6Responder.Settings(
                        configuration.httpPort(), configuration.servesPlainStrangers(), configuration.leaseTime()));
        var images = new ImageFolder(configuration.imageStore());
        var source = configuration.imageSource();
        var imageSource = source == null ? null : opened(parts, new ImageSource(source, images, counters));
        opened(
                parts,
                HttpServer.start(
                        new HttpServer.Settings(
                                configuration.listenAddress(),
                                configuration.httpPort(),
                                configuration.httpsPort(),
                                configuration.bootOsFolder(),
                                images,
                                configuration.kernelParameters()),
                        new HttpServer.Parts(
                                segments,
                                plans,
                                configurations,
                                uuids,
                                leases,
                                ipv6Leases,
                                tokens,
                                sessions,
                                board,
                                announcer,
                                shelf,
                                imageSource,
                                authority,
                                disc,
                                opened(parts, new StoreWatch(configuration.imageStore())),
                                routes::localAddressTowards,
                                link,
                                counters,
                                clock),
                        identity.context()));
        var dns = configuration.dns();
        var names = dns == null
                ? null
                : new DnsResponder(new SiteNames(dns.zone(), plans, leases, ipv6Leases, segments), counters);
        var openers = new SocketOpeners(
                configuration,
                responder,
                ipv6Responder,
                segments,
                shelf,
                leases,
                ipv6Leases,
                announcer,
                names,
                counters);
        var watch = opened(parts, new InterfaceWatch(segments, openers, identity, store, counters));
        LOG.info(
                "Boot services of site {}: DHCP {}, TFTP {}, HTTP {}, HTTPS {}, {} segments.",
                configuration.site(),
                configuration.dhcpPort(),
                configuration.tftpPort(),
                configuration.httpPort(),
                configuration.httpsPort(),
                segments.all().size());
        var publishing = new BootPlanPublishing(
                segments,
                plans,
                configurations,
                board,
                sessions,
                announcer,
                clock,
                disc,
                routes::localAddressTowards,
                configuration.httpsPort(),
                images);
        var told = peering == null
                ? publishing
                : peering.share(publishing, plans, segments, configurations, leases, ipv6Leases, longestLease);
        return new BootServices(told, counters, watch, parts);
    }

    private static Duration longestLease(BootServicesConfiguration configuration, ServedSegments segments) {
        return segments.all().stream()
                .map(segment -> segment.dhcp().leaseSeconds())
                .filter(Objects::nonNull)
                .map(Duration::ofSeconds)
                .reduce(configuration.leaseTime(), (one, other) -> one.compareTo(other) < 0 ? other : one);
    }

    private static Set<Ipv4Address> ownAddresses() {
        try {
            return LocalInterface.all().stream()
                    .flatMap(each -> each.addresses().stream())
                    .collect(Collectors.toSet());
        } catch (SocketException e) {
            throw new UncheckedIOException("look at this host's addresses", e);
        }
    }

    /** The activities of the queue {@code boot-<site>}; also a way to publish without a workflow engine. */
    public BootPlans plans() {
        return plans;
    }

    /** Warms up for a site that wakes up all at once, for two seconds at most. For a process that does nothing else, before it is started. */
    public static void rehearse() {
        Rehearsal.play();
    }

    public Counters counters() {
        return counters;
    }

    /** What is answered at this moment beside HTTP, in words such as {@code TFTP on 10.77.0.1}. */
    public Set<String> listening() {
        return watch.listening();
    }

    @Override
    public void close() {
        closeAll(parts);
    }

    private static <T extends AutoCloseable> T opened(Deque<AutoCloseable> parts, T part) {
        parts.push(part);
        return part;
    }

    private static void closeAll(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("close a part of the boot services", e);
            }
        }
    }
}
