package io.metalwright.activities.power;

import io.metalwright.model.BootMode;
import io.metalwright.model.bmc.BiosSetup;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.bmc.BmcEventLog;
import io.metalwright.model.bmc.BmcLanInfo;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.FirmwareImage;
import io.metalwright.model.bmc.FirmwareItem;
import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.FruInfo;
import io.metalwright.model.bmc.KeyReset;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.bmc.StorageController;
import io.metalwright.model.bmc.VirtualMedium;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import io.metalwright.model.spec.VolumeLevel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A BMC that somebody is logged in to. Each verb is one or a few requests and no more: that a BMC accepted a command proves nothing, so the caller
 * looks first, acts, and proves the effect. Every verb throws {@link BmcFailure} and nothing else.
 */
public interface Bmc extends AutoCloseable {
    BmcInfo info();

    PowerState powerState();

    /** Presses a button. What is already so (on when on, off when off) is no failure. */
    void apply(PowerCommand command);

    BootReading bootOverride();

    /** Sets what the firmware boots next, or with {@link io.metalwright.model.power.BootDevice#NONE} takes an override back. */
    void setBootOverride(BootOverride override);

    /** The users that have a name. */
    List<BmcUser> users();

    /** Makes user {@code id} have this name and password, be enabled, and have this privilege on the channel that we came in by. */
    void setUser(int id, BmcCredential credential, BmcPrivilege privilege);

    /** Gives user {@code id} another password, and changes nothing else of it. */
    default void changePassword(int id, BmcCredential credential) {
        throw unspoken("another password");
    }

    /** Makes user {@code id} unable to log in. */
    void disableUser(int id);

    /** The network of the channel that we came in by. */
    LanSettings lan();

    /**
     * Gives the BMC a fixed address. The BMC may move before its answer arrives: {@link BmcFailure.Unreachable} then says nothing; ask at the new
     * address.
     */
    void setLan(LanAddress address);

    /** The chassis and what ails it. A protocol that does not tell more than the power tells that. */
    default ChassisInfo chassis() {
        return new ChassisInfo(powerState(), "unknown", List.of(), List.of());
    }

    /** All sensors, read one after the other: some hundred requests with some BMCs. */
    default List<Sensor> sensors() {
        throw unspoken("sensors");
    }

    /** The event log whole. */
    default BmcEventLog events() {
        throw unspoken("events");
    }

    /** A word that is another one whenever the event log is; empty where the BMC does not tell without its log being read. */
    default Optional<String> eventsMark() {
        return Optional.empty();
    }

    /** Empties the event log, and waits until the BMC says that it is empty. */
    default void clearEvents() {
        throw unspoken("clear the events");
    }

    /** What the replaceable parts say of themselves. */
    default List<FruInfo> parts() {
        throw unspoken("the parts' inventories");
    }

    /** The network of the channel that we came in by, in full. */
    default BmcLanInfo lanInfo() {
        LanSettings lan = lan();
        return new BmcLanInfo(
                lan.source().name().toLowerCase(Locale.ROOT),
                lan.address().address().toString(),
                lan.address().netmask().toString(),
                lan.address().gateway().toString(),
                lan.mac().toString(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /**
     * The machine's serial line. It lives in this login, which therefore stays open for as long as the line does.
     *
     * @param take whether to take it from whoever has it
     * @throws BmcFailure.LineTaken if somebody has it, and it is not to be taken
     */
    default SerialLine openSerialLine(boolean take) {
        throw unspoken("the serial line");
    }

    /** The drives that it emulates, and what lies in each. */
    default List<VirtualMedium> media() {
        throw noMedia();
    }

    /**
     * Puts a medium into an empty drive. The BMC may begin to fetch it only later, and some wait for the fetching before they answer.
     *
     * @param drive as {@link #media} names it
     * @param image where the BMC fetches it; told in no failure
     */
    default void insertMedium(String drive, String image) {
        throw noMedia();
    }

    /** Empties a drive; of an empty one that is no failure. */
    default void ejectMedium(String drive) {
        throw noMedia();
    }

    /** How the machine's firmware is set: boot mode, secure boot. */
    default FirmwareSetup firmware() {
        throw noFirmware();
    }

    /** Has the firmware start in this mode from its next start on. */
    default void setBootMode(BootMode mode) {
        throw noFirmware();
    }

    /** Has the firmware enforce secure boot, or not, from its next start on. */
    default void setSecureBoot(boolean on) {
        throw noFirmware();
    }

    /** Has the firmware have other keys, from its next start on. */
    default void resetKeys(KeyReset keys) {
        throw noFirmware();
    }

    /** Has the firmware have the settings that it was sold with, from its next start on. */
    default void resetBios() {
        throw noFirmware();
    }

    /** The BIOS settings, but for passwords. */
    default BiosSetup bios() {
        throw noBios();
    }

    /** Has the firmware take these settings, and no others, at its next start; all of them or none. */
    default void setBios(BiosWish wish) {
        throw noBios();
    }

    /** The storage controllers with their drives and volumes. */
    default List<StorageController> controllers() {
        throw noVolumes();
    }

    /**
     * Has a controller make a volume of drives of it, over the whole of them.
     *
     * @param controller its link, as {@link #controllers} names it
     * @param drives their links
     */
    default VolumeOrder makeVolume(String controller, VolumeLevel level, List<String> drives, String name) {
        throw noVolumes();
    }

    /** Has its controller delete a volume, with all that is on it; of one that is not there that is no failure. */
    default VolumeOrder deleteVolume(String volume) {
        throw noVolumes();
    }

    /** How an order has failed, as far as the BMC tells; empty where it has not, or not yet. */
    default Optional<String> failure(VolumeOrder order) {
        throw noVolumes();
    }

    /** The firmware of the machine's parts, with what is kept beside that which runs. */
    default List<FirmwareItem> firmwareInventory() {
        throw noFirmwareInventory();
    }

    /** Has the BMC fetch an image and write it to the parts that it is for. */
    default UpdateOrder updateFirmware(FirmwareImage image) {
        throw noFirmwareInventory();
    }

    /** An update by this image that the BMC is at, whoever asked for it; empty where it tells of none. */
    default Optional<UpdateOrder> updateUnderWay(FirmwareImage image) {
        throw noFirmwareInventory();
    }

    /** What has become of a task, by the link that an order told. */
    default BmcTask task(String link) {
        throw noFirmwareInventory();
    }

    /** Starts the BMC itself anew; the machine goes on. This login ends with it, and the answer may be lost. */
    default void resetBmc() {
        throw unspoken("a reset of itself");
    }

    /** A word that is another one after each start of the BMC; empty where it tells none. */
    default Optional<String> startMark() {
        return Optional.empty();
    }

    private static BmcFailure noFirmware() {
        return new BmcFailure.Refused(
                "firmware settings",
                0,
                "Ask the BMC for boot mode and secure boot: IPMI cannot set or tell them. Enter the BMC with protocol redfish,"
                        + " if it speaks that; or set them in the firmware's own set-up.");
    }

    private static BmcFailure noBios() {
        return new BmcFailure.Refused(
                "BIOS settings",
                0,
                "Ask the BMC for BIOS settings: IPMI has none. Enter the BMC with protocol redfish, if it speaks that; or set them in the"
                        + " firmware's own set-up.");
    }

    private static BmcFailure noVolumes() {
        return new BmcFailure.Refused(
                "volumes",
                0,
                "Ask the BMC for the volumes of RAID controllers: IPMI has none. Enter the BMC with protocol redfish, if it speaks that; or"
                        + " make them in the controller's own set-up.");
    }

    private static BmcFailure noFirmwareInventory() {
        return new BmcFailure.Refused(
                "firmware inventory",
                0,
                "Ask the BMC for the firmware of the machine's parts: IPMI neither lists nor updates it. Enter the BMC with protocol redfish,"
                        + " if it speaks that; or update it by the maker's own tools.");
    }

    private static BmcFailure noMedia() {
        return new BmcFailure.Refused(
                "virtual media",
                0,
                "Ask the BMC for virtual media: IPMI has none, and makers' own commands for it are not spoken. Enter the"
                        + " BMC with protocol redfish, if it speaks that.");
    }

    private static BmcFailure unspoken(String what) {
        return new BmcFailure.Refused(
                what, 0, "Ask the BMC for " + what + ": we do not know how over this protocol. Ask over IPMI.");
    }

    /** Logs out. A BMC that does not answer any more is no failure here. */
    @Override
    void close();
}
