package io.metalwright.activities.power.ipmi.wire;

/** Get Chassis Status (IPMI 2.0 section 28.2): power and what ails the chassis. */
public record GetChassisStatus() implements IpmiCommand<GetChassisStatus.Answer> {
    /** What the chassis does when mains power returns, in the order of its two bits. */
    public enum RestorePolicy {
        STAYS_OFF,
        AS_BEFORE,
        POWERS_UP,
        UNKNOWN
    }

    /**
     * @param miscellaneous the third octet whole: bits 6 to 4 tell of the identify light
     * @param frontPanel the optional fourth octet (buttons that are or can be disabled), or nothing
     */
    public record Answer(
            boolean powerOn,
            boolean powerOverload,
            boolean interlockActive,
            boolean powerFault,
            boolean powerControlFault,
            RestorePolicy restorePolicy,
            boolean lastOnByCommand,
            boolean lastDownByPowerFault,
            boolean lastDownByInterlock,
            boolean lastDownByOverload,
            boolean lastDownByMainsFailure,
            boolean intrusion,
            boolean frontPanelLocked,
            boolean driveFault,
            boolean coolingFault,
            int miscellaneous,
            Octets frontPanel) {}

    @Override
    public String name() {
        return "Get Chassis Status";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.CHASSIS;
    }

    @Override
    public int code() {
        return 0x01;
    }

    @Override
    public GetChassisStatus.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int power = cursor.octet("current power state");
        int last = cursor.octet("last power event");
        int misc = cursor.octet("miscellaneous chassis state");
        return new Answer(
                (power & 0x01) != 0,
                (power & 0x02) != 0,
                (power & 0x04) != 0,
                (power & 0x08) != 0,
                (power & 0x10) != 0,
                RestorePolicy.values()[power >>> 5 & 0x03],
                (last & 0x10) != 0,
                (last & 0x08) != 0,
                (last & 0x04) != 0,
                (last & 0x02) != 0,
                (last & 0x01) != 0,
                (misc & 0x01) != 0,
                (misc & 0x02) != 0,
                (misc & 0x04) != 0,
                (misc & 0x08) != 0,
                misc,
                cursor.rest());
    }
}
