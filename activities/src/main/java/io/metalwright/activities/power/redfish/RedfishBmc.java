package io.metalwright.activities.power.redfish;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcInfo;
import io.metalwright.activities.power.BmcPrivilege;
import io.metalwright.activities.power.BmcTask;
import io.metalwright.activities.power.BmcUser;
import io.metalwright.activities.power.BootReading;
import io.metalwright.activities.power.LanAddress;
import io.metalwright.activities.power.LanSettings;
import io.metalwright.activities.power.SerialLine;
import io.metalwright.activities.power.TellsEvents;
import io.metalwright.activities.power.TellsHardware;
import io.metalwright.activities.power.UpdateOrder;
import io.metalwright.activities.power.VolumeOrder;
import io.metalwright.activities.power.redfish.inspection.RedfishInspection;
import io.metalwright.model.BootMode;
import io.metalwright.model.bmc.BiosSetup;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.bmc.BmcEventLog;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.Health;
import io.metalwright.model.bmc.KeyReset;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.bmc.StorageController;
import io.metalwright.model.bmc.VirtualMedium;
import io.metalwright.model.hardware.OutOfBandReport;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.model.spec.VolumeLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A BMC spoken to over Redfish. */
final class RedfishBmc implements Bmc, TellsHardware, TellsEvents {
    private final RedfishSession session;
    private final Server server;
    private final BmcCredential credential;
    private final SshConsoles consoles;

    private RedfishBmc(RedfishSession session, Server server, BmcCredential credential, SshConsoles consoles) {
        this.session = session;
        this.server = server;
        this.credential = credential;
        this.consoles = consoles;
    }

    static RedfishBmc of(RedfishSession session, BmcCredential credential, SshConsoles consoles) {
        try {
            return new RedfishBmc(session, Server.of(session), credential, consoles);
        } catch (BmcFailure e) {
            session.close();
            throw e;
        }
    }

    @Override
    public BmcInfo info() {
        var manager = server.readManager();
        return new BmcInfo(
                server.vendor().enterprise(),
                0,
                manager.flatMap(found -> found.text("FirmwareVersion")).orElse("unknown"),
                "Redfish " + session.root().text("RedfishVersion").orElse("1"),
                uuid(server.readSystem()).orElse(null),
                server.vendor().name(),
                manager.flatMap(found -> found.text("Model")).orElse(null));
    }

    private static Optional<UUID> uuid(Resource system) {
        try {
            return system.text("UUID").map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** While the power changes, it is still what it was. */
    @Override
    public PowerState powerState() {
        var system = server.readSystem();
        return switch (system.word("PowerState")) {
            case "On", "PoweringOff", "Paused" -> PowerState.ON;
            case "Off", "PoweringOn" -> PowerState.OFF;
            default ->
                throw new BmcFailure.Nonsense("Read the power by BMC " + session.address() + ": the power state is '"
                        + Words.clean(system.word("PowerState")) + "', which is none. Reset the BMC if it stays so.");
        };
    }

    @Override
    public void apply(PowerCommand command) {
        try {
            ResetTypes.press(session, server.readSystem(), command);
        } catch (BmcFailure.Refused e) {
            if (!isAlready(command, e)) {
                throw e;
            }
        }
    }

    /** Many refuse to switch on what is on (400 or 409); what was wanted is so, so it is no failure. */
    private boolean isAlready(PowerCommand command, BmcFailure.Refused refusal) {
        if (refusal.code() == 403 || refusal.code() == 0) {
            return false;
        }
        return switch (command) {
            case ON -> powerState() == PowerState.ON;
            case OFF, SOFT_OFF -> powerState() == PowerState.OFF;
            case CYCLE, RESET -> false;
        };
    }

    @Override
    public BootReading bootOverride() {
        return new BootSource(server).read();
    }

    @Override
    public void setBootOverride(BootOverride override) {
        new BootSource(server).set(override);
    }

    @Override
    public List<BmcUser> users() {
        return new Accounts(session).list();
    }

    @Override
    public void setUser(int id, BmcCredential credential, BmcPrivilege privilege) {
        new Accounts(session).set(id, credential, privilege);
    }

    @Override
    public void changePassword(int id, BmcCredential credential) {
        new Accounts(session).changePassword(id, credential);
    }

    @Override
    public void disableUser(int id) {
        new Accounts(session).disable(id);
    }

    @Override
    public LanSettings lan() {
        return new ManagerLan(server).read();
    }

    @Override
    public void setLan(LanAddress address) {
        new ManagerLan(server).set(address);
    }

    /** By SSH, where the line is everybody's: there is nobody to take it from. */
    @Override
    public SerialLine openSerialLine(boolean take) {
        return consoles.open(server, credential, take);
    }

    @Override
    public List<VirtualMedium> media() {
        return new MediaDrives(server).list();
    }

    @Override
    public void insertMedium(String drive, String image) {
        new MediaDrives(server).insert(drive, image);
    }

    @Override
    public void ejectMedium(String drive) {
        new MediaDrives(server).eject(drive);
    }

    @Override
    public FirmwareSetup firmware() {
        return new FirmwareSettings(server).read();
    }

    @Override
    public void setBootMode(BootMode mode) {
        new FirmwareSettings(server).setMode(mode);
    }

    @Override
    public void setSecureBoot(boolean on) {
        new FirmwareSettings(server).setSecureBoot(on);
    }

    @Override
    public void resetKeys(KeyReset keys) {
        new FirmwareSettings(server).resetKeys(keys);
    }

    @Override
    public void resetBios() {
        new FirmwareSettings(server).resetBios();
    }

    @Override
    public BiosSetup bios() {
        return new BiosAttributes(server).read();
    }

    @Override
    public void setBios(BiosWish wish) {
        new BiosAttributes(server).set(wish);
    }

    @Override
    public List<StorageController> controllers() {
        return new ControllerVolumes(server).read();
    }

    @Override
    public VolumeOrder makeVolume(String controller, VolumeLevel level, List<String> drives, String name) {
        return new ControllerVolumes(server).make(controller, level, drives, name);
    }

    @Override
    public VolumeOrder deleteVolume(String volume) {
        return new ControllerVolumes(server).delete(volume);
    }

    @Override
    public Optional<String> failure(VolumeOrder order) {
        return new ControllerVolumes(server).failure(order);
    }

    @Override
    public List<FirmwareItem> firmwareInventory() {
        return new UpdateService(server).inventory();
    }

    @Override
    public UpdateOrder updateFirmware(FirmwareImage image) {
        return new UpdateService(server).begin(image);
    }

    @Override
    public Optional<UpdateOrder> updateUnderWay(FirmwareImage image) {
        return new UpdateService(server).underWay(image);
    }

    @Override
    public BmcTask task(String link) {
        return new UpdateService(server).task(link);
    }

    @Override
    public void resetBmc() {
        ResetTypes.restart(
                session,
                server.readManager()
                        .orElseThrow(() -> new BmcFailure.Refused(
                                "Manager", 0, "Reset BMC " + session.address() + ": it lists no manager.")));
    }

    @Override
    public Optional<String> startMark() {
        return server.readManager().flatMap(manager -> manager.text("LastResetTime"));
    }

    /** The system's health stands for all that it is made of, where the BMC rolls it up. */
    @Override
    public ChassisInfo chassis() {
        var system = server.readSystem();
        var health = RedfishSensors.health(system.text("Status", "HealthRollup")
                .or(() -> system.text("Status", "Health"))
                .orElse(""));
        return new ChassisInfo(
                powerState(),
                switch (system.word("PowerRestorePolicy")) {
                    case "AlwaysOn" -> "powers-up";
                    case "AlwaysOff" -> "stays-off";
                    case "LastState" -> "as-before";
                    default -> "unknown";
                },
                List.of(),
                health.compareTo(Health.OK) > 0 ? List.of("the BMC rates the machine as " + health.word()) : List.of());
    }

    @Override
    public List<Sensor> sensors() {
        return new RedfishSensors(server).read();
    }

    @Override
    public BmcEventLog events() {
        return new RedfishLog(server).read();
    }

    @Override
    public Optional<String> eventsMark() {
        return new RedfishLog(server).mark();
    }

    @Override
    public void clearEvents() {
        new RedfishLog(server).clear();
    }

    @Override
    public boolean isSubscribed(String link, String destination) {
        return new EventService(server).isSubscribed(link, destination);
    }

    @Override
    public String subscribe(String destination, String context) {
        return new EventService(server).subscribe(destination, context);
    }

    @Override
    public void unsubscribe(String context) {
        new EventService(server).unsubscribe(context);
    }

    @Override
    public OutOfBandReport hardware() {
        return RedfishInspection.of(server, Instant.now());
    }

    @Override
    public void close() {
        session.close();
    }
}
