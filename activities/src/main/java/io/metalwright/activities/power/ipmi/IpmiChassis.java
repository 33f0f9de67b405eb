package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.ipmi.wire.GetChassisStatus;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.power.PowerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The chassis status in words. */
final class IpmiChassis {
    private IpmiChassis() {}

    static ChassisInfo words(GetChassisStatus.Answer status) {
        List<String> faults = new ArrayList<>();
        add(faults, status.powerOverload(), "power overload");
        add(faults, status.interlockActive(), "interlock active");
        add(faults, status.powerFault(), "main power fault");
        add(faults, status.powerControlFault(), "power control fault");
        add(faults, status.intrusion(), "chassis intrusion");
        add(faults, status.driveFault(), "drive fault");
        add(faults, status.coolingFault(), "cooling or fan fault");
        List<String> last = new ArrayList<>();
        add(last, status.lastOnByCommand(), "on by IPMI command");
        add(last, status.lastDownByPowerFault(), "down by power fault");
        add(last, status.lastDownByInterlock(), "down by interlock");
        add(last, status.lastDownByOverload(), "down by overload");
        add(last, status.lastDownByMainsFailure(), "mains power failed");
        return new ChassisInfo(
                status.powerOn() ? PowerState.ON : PowerState.OFF,
                status.restorePolicy().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                List.copyOf(last),
                List.copyOf(faults));
    }

    private static void add(List<String> words, boolean holds, String word) {
        if (holds) {
            words.add(word);
        }
    }
}
