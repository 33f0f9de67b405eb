package io.metalwright.activities.power.redfish;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.model.BootMode;
import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.KeyReset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Boot mode and secure boot (DSP2046, Bios, SecureBoot; DSP0266, settings resource). The boot mode is a BIOS setting where the BMC shows one by a name
 * that its maker uses, else it goes with the boot override. What was set for the next start stands in the settings resource until then.
 */
final class FirmwareSettings {
    private final Server server;
    private final RedfishSession session;

    FirmwareSettings(Server server) {
        this.server = server;
        this.session = server.session();
    }

    /** A BIOS resource, and the name under which it has the boot mode. */
    private record ModeSetting(Resource bios, String attribute) {
        String word() {
            return bios.word("Attributes", attribute);
        }
    }

    FirmwareSetup read() {
        var system = server.readSystem();
        var setting = modeSetting(system);
        var mode = setting.flatMap(found -> BootModeWords.mode(found.word()))
                .or(() -> BootModeWords.mode(system.word("Boot", "BootSourceOverrideMode")))
                .orElse(null);
        var next = setting.flatMap(this::pending)
                .flatMap(pending -> setting.flatMap(found -> pending.text("Attributes", found.attribute())))
                .flatMap(BootModeWords::mode)
                .filter(pending -> pending != mode)
                .orElse(null);
        var secure = secure(system);
        var now = secure.flatMap(FirmwareSettings::enforced).orElse(null);
        var wanted = secure.flatMap(found -> found.truth("SecureBootEnable")).orElse(null);
        return new FirmwareSetup(
                mode,
                next,
                now == null ? wanted : now,
                now == null || now.equals(wanted) ? null : wanted,
                keys(secure));
    }

    private static Optional<Boolean> enforced(Resource secure) {
        return secure.text("SecureBootCurrentBoot")
                .filter(word -> !word.isBlank())
                .map("Enabled"::equals);
    }

    /** {@code SetupMode} and the like. */
    private static @Nullable String keys(Optional<Resource> secure) {
        return secure.flatMap(found -> found.text("SecureBootMode"))
                .filter(word -> !word.isBlank())
                .map(word -> word.replaceAll("Mode$", "").toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    void setMode(BootMode mode) {
        var system = server.readSystem();
        var setting = modeSetting(system);
        if (setting.isEmpty()) {
            var change = RedfishSession.object();
            change.putObject("Boot").put("BootSourceOverrideMode", mode == BootMode.UEFI ? "UEFI" : "Legacy");
            session.change("Set the boot mode", system, change, false);
            return;
        }
        var found = setting.orElseThrow();
        var change = RedfishSession.object();
        change.putObject("Attributes").put(found.attribute(), server.vendor().bootModeWord(mode));
        atNextStart(found.bios(), change);
        session.change("Set the boot mode", pending(found).orElseGet(found::bios), change, false);
    }

    /** iDRAC makes no job of a change, and so forgets it, unless it is told when to make it. */
    static void atNextStart(Resource bios, ObjectNode change) {
        if (bios.texts("@Redfish.Settings", "SupportedApplyTimes").contains("OnReset")) {
            change.putObject("@Redfish.SettingsApplyTime").put("ApplyTime", "OnReset");
        }
    }

    void setSecureBoot(boolean on) {
        session.change(
                "Switch secure boot " + (on ? "on" : "off"),
                known(),
                RedfishSession.object().put("SecureBootEnable", on),
                false);
    }

    void resetKeys(KeyReset keys) {
        var secure = known();
        var purpose = keys == KeyReset.CLEAR ? "Clear the keys of secure boot" : "Reset the keys of secure boot";
        var action = secure.text("Actions", "#SecureBoot.ResetKeys", "target");
        if (action.isPresent()) {
            var type = keys == KeyReset.CLEAR ? "DeleteAllKeys" : "ResetAllKeysToDefault";
            session.post(purpose, action.orElseThrow(), RedfishSession.object().put("ResetKeysType", type));
            return;
        }
        // iLO 4 and early iLO 5 take it as a property.
        var property = keys == KeyReset.CLEAR ? "ResetAllKeys" : "ResetToDefaultKeys";
        if (!secure.has(property)) {
            throw new BmcFailure.Refused(
                    "SecureBoot.ResetKeys", 0, purpose + " by BMC " + session.address() + ": it offers no way to.");
        }
        session.change(purpose, secure, RedfishSession.object().put(property, true), false);
    }

    void resetBios() {
        var action = server.readSystem()
                .link("Bios")
                .flatMap(link -> session.find("Read the BIOS settings", link))
                .flatMap(bios -> bios.text("Actions", "#Bios.ResetBios", "target"))
                .orElseThrow(() -> new BmcFailure.Refused(
                        "Bios.ResetBios",
                        0,
                        "Reset the BIOS settings by BMC " + session.address() + ": it offers no way to."));
        session.post("Reset the BIOS settings", action, RedfishSession.object());
    }

    private Optional<ModeSetting> modeSetting(Resource system) {
        var bios = system.link("Bios").flatMap(link -> session.find("Read the BIOS settings", link));
        return server.vendor().bootModeAttributes().stream()
                .flatMap(
                        name -> bios
                                .filter(found -> found.has("Attributes", name))
                                .map(found -> new ModeSetting(found, name))
                                .stream())
                .findFirst();
    }

    private Optional<Resource> pending(ModeSetting setting) {
        return setting.bios()
                .link("@Redfish.Settings", "SettingsObject")
                .flatMap(link -> session.find("Read the BIOS settings for the next start", link));
    }

    private static final String MISSING = ": it tells of none. Its firmware may be in legacy BIOS mode, or too old.";

    private Resource known() {
        return secure(server.readSystem())
                .orElseThrow(() -> new BmcFailure.Refused(
                        "SecureBoot", 0, "Find secure boot by BMC " + session.address() + MISSING));
    }

    private Optional<Resource> secure(Resource system) {
        return system.link("SecureBoot").flatMap(link -> session.find("Read secure boot", link));
    }
}
