package io.metalwright.ops.role;

import io.metalwright.activities.adoption.SshRunningSystem;
import io.metalwright.activities.bmcsetup.InBandBmcSetUp;
import io.metalwright.activities.console.HeldConsoles;
import io.metalwright.activities.erasure.BootOsErasure;
import io.metalwright.activities.health.HealthWatch;
import io.metalwright.activities.health.redfish.EventDoor;
import io.metalwright.activities.health.redfish.EventPaths;
import io.metalwright.activities.health.redfish.EventPlace;
import io.metalwright.activities.health.redfish.EventSubscribing;
import io.metalwright.activities.health.trap.TrapDoor;
import io.metalwright.activities.imaging.BootOsCapturing;
import io.metalwright.activities.imaging.BootOsImaging;
import io.metalwright.activities.imaging.LocalImageStore;
import io.metalwright.activities.imaging.SourcedImageStore;
import io.metalwright.activities.inspection.BmcInspection;
import io.metalwright.activities.inspection.BootOsInspection;
import io.metalwright.activities.inventory.CmdbCertificatePins;
import io.metalwright.activities.inventory.CmdbDoors;
import io.metalwright.activities.inventory.CmdbHealthBook;
import io.metalwright.activities.inventory.CmdbIntendedPasswords;
import io.metalwright.activities.inventory.CmdbMachineSecrets;
import io.metalwright.activities.inventory.CmdbRefusals;
import io.metalwright.activities.inventory.CmdbSecrets;
import io.metalwright.activities.inventory.CmdbSubscriptionBook;
import io.metalwright.activities.keys.DerivedBootAccess;
import io.metalwright.activities.keys.DerivedTokens;
import io.metalwright.activities.keys.SiteKeys;
import io.metalwright.activities.postinstall.BootOsFileSystems;
import io.metalwright.activities.postinstall.ChrootOsInstallation;
import io.metalwright.activities.power.BmcBroker;
import io.metalwright.activities.power.LoginByProtocol;
import io.metalwright.activities.power.ipmi.IpmiLogin;
import io.metalwright.activities.power.ipmi.session.Patience;
import io.metalwright.activities.power.redfish.RedfishLogin;
import io.metalwright.activities.proof.SshInstalledProof;
import io.metalwright.activities.raid.BootOsRaid;
import io.metalwright.activities.scripts.SshScripts;
import io.metalwright.activities.scripts.SystemJobs;
import io.metalwright.activities.shell.BootOsShells;
import io.metalwright.activities.switching.BiosActivity;
import io.metalwright.activities.switching.BmcCareActivity;
import io.metalwright.activities.switching.BmcVisits;
import io.metalwright.activities.switching.BrokeredBmcReading;
import io.metalwright.activities.switching.DiscBoot;
import io.metalwright.activities.switching.FirmwareActivity;
import io.metalwright.activities.switching.FirmwareUpdateActivity;
import io.metalwright.activities.switching.PowerActivity;
import io.metalwright.activities.switching.VolumeActivity;
import io.metalwright.activities.virtualization.SshVirtualization;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.SiteName;
import io.metalwright.model.power.BmcProtocol;
import io.metalwright.ops.metrics.BrokerMetrics;
import io.metalwright.ops.metrics.MetricsDoor;
import io.metalwright.workflows.steps.Consoles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a site worker can do to machines, and the BMC sessions it does some of it by. */
public final class SiteActivities implements AutoCloseable {
    private final IpmiLogin ipmi;
    private final RedfishLogin redfish;
    private final BmcBroker broker;
    private final List<Object> activities;
    private final Consoles consoles;
    private final BmcVisits visits;
    private final Cmdb cmdb;
    private final SiteKeys keys;

    private SiteActivities(
            IpmiLogin ipmi,
            RedfishLogin redfish,
            BmcBroker broker,
            BmcVisits visits,
            Cmdb cmdb,
            SiteKeys keys,
            Consoles consoles,
            List<Object> activities) {
        this.visits = visits;
        this.cmdb = cmdb;
        this.keys = keys;
        this.ipmi = ipmi;
        this.redfish = redfish;
        this.broker = broker;
        this.consoles = consoles;
        this.activities = activities;
    }

    /** @param imageSource boot services of another site that have the images which the folder lacks, or null */
    public static SiteActivities open(Path siteKey, Path imageFolder, @Nullable URI imageSource, Cmdb cmdb)
            throws IOException {
        return open(siteKey, imageFolder, imageSource, cmdb, Ports.USUAL);
    }

    static SiteActivities open(Path siteKey, Path imageFolder, @Nullable URI imageSource, Cmdb cmdb, Ports ports)
            throws IOException {
        var images = new LocalImageStore(imageFolder);
        var keys = SiteKeys.inFile(siteKey);
        var shells = new BootOsShells(keys);
        var secrets = new CmdbSecrets(cmdb);
        var jobs = new SystemJobs(secrets);
        var ipmi = IpmiLogin.open(Patience.DEFAULT);
        var redfish = RedfishLogin.open(new CmdbCertificatePins(cmdb), RedfishLogin.PATIENCE);
        var broker = new BmcBroker(
                new LoginByProtocol(Map.of(BmcProtocol.IPMI, ipmi, BmcProtocol.REDFISH, redfish)),
                BmcBroker.IDLE,
                new CmdbRefusals(cmdb),
                keys.fingerprintKey());
        var intended = new CmdbIntendedPasswords(cmdb);
        var visits = new BmcVisits(broker, secrets, intended);
        return new SiteActivities(
                ipmi,
                redfish,
                broker,
                visits,
                cmdb,
                keys,
                new HeldConsoles(visits, new CmdbMachineSecrets(cmdb), new CmdbDoors(cmdb)),
                List.of(
                        new DerivedBootAccess(keys),
                        new PowerActivity(visits),
                        new DiscBoot(visits, keys),
                        new FirmwareActivity(visits),
                        new BiosActivity(visits),
                        new VolumeActivity(visits),
                        new FirmwareUpdateActivity(visits),
                        new BmcCareActivity(visits, intended),
                        new BrokeredBmcReading(visits),
                        new DerivedTokens(keys),
                        new SshInstalledProof(ports.systemSsh()),
                        new BootOsInspection(shells),
                        new BmcInspection(visits),
                        new InBandBmcSetUp(shells, visits, secrets, ports.bmc()),
                        new BootOsRaid(shells),
                        new BootOsErasure(shells),
                        new BootOsImaging(
                                shells, imageSource == null ? images : new SourcedImageStore(images, imageSource)),
                        new SshRunningSystem(secrets),
                        new SshScripts(shells, jobs),
                        new SshVirtualization(secrets, jobs),
                        new BootOsCapturing(shells, keys, images),
                        new BootOsFileSystems(shells),
                        new ChrootOsInstallation(shells, keys, secrets)));
    }

    /** Serial lines, which have a queue of their own. */
    public Consoles consoles() {
        return consoles;
    }

    /**
     * Looks after the site's machines, until it is closed.
     *
     * @param authority folder of the certificate authority by which BMCs may know the worker
     */
    public AutoCloseable watch(SiteName site, Watching watching, Path authority) throws IOException {
        var parts = new Parts();
        try {
            var book = new CmdbHealthBook(cmdb);
            var paths = new EventPaths(keys);
            var pushed = watching.redfishEvents();
            if (pushed != null) {
                parts.opened(EventDoor.open(pushed, EventDoorIdentity.in(authority), site, paths, book));
            }
            if (!watching.healthInterval().isZero()) {
                var subscribing = parts.opened(EventSubscribing.start(
                        site,
                        pushed == null ? null : EventPlace.at(pushed),
                        paths,
                        visits,
                        new CmdbSubscriptionBook(cmdb)));
                parts.opened(HealthWatch.start(site, watching.healthInterval(), visits, book, subscribing));
            }
            if (watching.traps() != null) {
                parts.opened(TrapDoor.open(watching.traps(), site, book));
            }
            if (watching.metrics() != null) {
                parts.opened(MetricsDoor.open(watching.metrics(), () -> new BrokerMetrics(broker).text()));
            }
            return parts;
        } catch (IOException e) {
            parts.close();
            throw e;
        }
    }

    public List<Object> all() {
        return activities;
    }

    @Override
    public void close() {
        broker.close();
        ipmi.close();
        redfish.close();
    }
}
