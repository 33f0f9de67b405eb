package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.installer.InstallerWish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a machine shall become.
 *
 * @param machine needed when the workflow is not started under {@code machine/<id>}; the API fills it in
 * @param image name of an imported image, or with {@code installer} of a distribution's disc
 * @param disks where the image goes; null: the smallest disk that is large enough
 * @param network null: the address the machine registered with, by DHCP
 * @param bootMode null: as the machine is
 * @param secureBoot whether the firmware shall start what is signed alone; null: as the machine is
 * @param bios BIOS settings that shall be so before the system is installed; null: as they are
 * @param bootMethod how BootOS comes to the machine; null: as is set down for the machine
 * @param postInstall a POSIX shell script run in the installed system before it first boots, or null
 * @param cloudInit user-data for cloud-init beside what Metalwright writes, or null
 * @param installer the system comes from its distribution's installer; null: the image is written
 * @param storage file systems and mounts beside those of the image; null: the root file system is given the whole disk
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record ProvisionSpec(
        @Nullable MachineId machine,
        String image,
        String hostname,
        @Nullable DiskWish disks,
        @Nullable NetworkWish network,
        List<UserAccount> users,
        List<FileToWrite> files,
        @Nullable String postInstall,
        @Nullable String cloudInit,
        @Nullable BootMode bootMode,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BootMethod bootMethod,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InstallerWish installer,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean secureBoot,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BiosWish bios,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StorageWish storage)
        implements MachineSpec {
    private static final java.util.regex.Pattern HOSTNAME = java.util.regex.Pattern.compile(
            "(?=.{1,253}$)[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*");

    public ProvisionSpec {
        if (image == null || image.isBlank()) {
            throw new IllegalArgumentException(
                    "'image' is missing: name an imported image, see 'metalwright images list'");
        }
        if (hostname == null || !HOSTNAME.matcher(hostname).matches()) {
            throw new IllegalArgumentException(
                    "'hostname' is missing or is no host name (RFC 1123): letters, digits, hyphens, dots");
        }
        if (Boolean.TRUE.equals(secureBoot) && bootMode == BootMode.BIOS) {
            throw new IllegalArgumentException("'secureBoot' needs UEFI, and 'bootMode' says BIOS");
        }
        users = users == null ? List.of() : List.copyOf(users);
        files = files == null ? List.of() : List.copyOf(files);
    }

    /** By the machine's own way into BootOS. */
    public ProvisionSpec(
            @Nullable MachineId machine,
            String image,
            String hostname,
            @Nullable DiskWish disks,
            @Nullable NetworkWish network,
            List<UserAccount> users,
            List<FileToWrite> files,
            @Nullable String postInstall,
            @Nullable String cloudInit,
            @Nullable BootMode bootMode) {
        this(
                machine,
                image,
                hostname,
                disks,
                network,
                users,
                files,
                postInstall,
                cloudInit,
                bootMode,
                null,
                null,
                null,
                null,
                null);
    }

    @Override
    public ProvisionSpec on(MachineId id) {
        return new ProvisionSpec(
                id,
                image,
                hostname,
                disks,
                network,
                users,
                files,
                postInstall,
                cloudInit,
                bootMode,
                bootMethod,
                installer,
                secureBoot,
                bios,
                storage);
    }

    public ProvisionSpec by(BootMethod method) {
        return new ProvisionSpec(
                machine,
                image,
                hostname,
                disks,
                network,
                users,
                files,
                postInstall,
                cloudInit,
                bootMode,
                method,
                installer,
                secureBoot,
                bios,
                storage);
    }

    /** By its distribution's installer. */
    public ProvisionSpec installedAs(InstallerWish wish) {
        return new ProvisionSpec(
                machine,
                image,
                hostname,
                disks,
                network,
                users,
                files,
                postInstall,
                cloudInit,
                bootMode,
                bootMethod,
                wish,
                secureBoot,
                bios,
                storage);
    }

    public ProvisionSpec onDisks(DiskWish others) {
        return new ProvisionSpec(
                machine,
                image,
                hostname,
                others,
                network,
                users,
                files,
                postInstall,
                cloudInit,
                bootMode,
                bootMethod,
                installer,
                secureBoot,
                bios,
                storage);
    }

    /** The same with its firmware set. */
    public ProvisionSpec withFirmware(@Nullable BootMode mode, @Nullable Boolean secure) {
        return new ProvisionSpec(
                machine,
                image,
                hostname,
                disks,
                network,
                users,
                files,
                postInstall,
                cloudInit,
                mode,
                bootMethod,
                installer,
                secure,
                bios,
                storage);
    }

    /** The same with BIOS settings. */
    public ProvisionSpec withBios(@Nullable BiosWish wish) {
        return new ProvisionSpec(
                machine,
                image,
                hostname,
                disks,
                network,
                users,
                files,
                postInstall,
                cloudInit,
                bootMode,
                bootMethod,
                installer,
                secureBoot,
                wish,
                storage);
    }

    /** With these file systems and mounts beside those of the image. */
    public ProvisionSpec storing(@Nullable StorageWish wish) {
        return new ProvisionSpec(
                machine,
                image,
                hostname,
                disks,
                network,
                users,
                files,
                postInstall,
                cloudInit,
                bootMode,
                bootMethod,
                installer,
                secureBoot,
                bios,
                wish);
    }
}
