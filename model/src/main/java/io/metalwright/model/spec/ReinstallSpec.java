package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.BootMode;
import io.metalwright.model.MachineId;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.boot.BootMethod;
import io.metalwright.model.installer.InstallerWish;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A deployed machine shall be installed once more. What is left out is as it was when the machine was last deployed. */
public record ReinstallSpec(
        @Nullable MachineId machine,
        @Nullable String image,
        @Nullable String hostname,
        @Nullable DiskWish disks,
        @Nullable NetworkWish network,
        @Nullable List<UserAccount> users,
        @Nullable List<FileToWrite> files,
        @Nullable String postInstall,
        @Nullable String cloudInit,
        @Nullable BootMode bootMode,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BootMethod bootMethod,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean secureBoot,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable InstallerWish installer,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable BiosWish bios,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StorageWish storage)
        implements MachineSpec {
    /** With secure boot, the installer's wish, BIOS settings and further file systems as they are. */
    public ReinstallSpec(
            @Nullable MachineId machine,
            @Nullable String image,
            @Nullable String hostname,
            @Nullable DiskWish disks,
            @Nullable NetworkWish network,
            @Nullable List<UserAccount> users,
            @Nullable List<FileToWrite> files,
            @Nullable String postInstall,
            @Nullable String cloudInit,
            @Nullable BootMode bootMode,
            @Nullable BootMethod bootMethod) {
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
                bootMethod,
                null,
                null,
                null,
                null);
    }

    @Override
    public ReinstallSpec on(MachineId id) {
        return new ReinstallSpec(
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
                secureBoot,
                installer,
                bios,
                storage);
    }

    /** The whole wish, on top of what was wished before. */
    public ProvisionSpec over(ProvisionSpec before) {
        return new ProvisionSpec(
                machine,
                or(image, before.image()),
                or(hostname, before.hostname()),
                disks == null ? before.disks() : disks,
                network == null ? before.network() : network,
                or(users, before.users()),
                or(files, before.files()),
                postInstall == null ? before.postInstall() : postInstall,
                cloudInit == null ? before.cloudInit() : cloudInit,
                bootMode == null ? before.bootMode() : bootMode,
                bootMethod == null ? before.bootMethod() : bootMethod,
                installerOver(before),
                secureBoot == null ? before.secureBoot() : secureBoot,
                bios == null ? before.bios() : bios,
                storage == null ? before.storage() : storage);
    }

    /** How a disc shall install says nothing of another image. */
    private @Nullable InstallerWish installerOver(ProvisionSpec before) {
        if (installer != null) {
            return installer;
        }
        return image == null || image.equals(before.image()) ? before.installer() : null;
    }

    private static <T> T or(@Nullable T changed, T before) {
        return changed == null ? before : changed;
    }
}
