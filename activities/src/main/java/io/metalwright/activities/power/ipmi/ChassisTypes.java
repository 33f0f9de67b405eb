package io.metalwright.activities.power.ipmi;

import java.util.List;

/** Names of chassis types (SMBIOS, DSP0134 section 7.4.1, table 17), which FRU inventories use too. */
final class ChassisTypes {
    private static final List<String> NAMES = List.of(
            "Unspecified",
            "Other",
            "Unknown",
            "Desktop",
            "Low Profile Desktop",
            "Pizza Box",
            "Mini Tower",
            "Tower",
            "Portable",
            "LapTop",
            "Notebook",
            "Hand Held",
            "Docking Station",
            "All in One",
            "Sub Notebook",
            "Space-saving",
            "Lunch Box",
            "Main Server Chassis",
            "Expansion Chassis",
            "SubChassis",
            "Bus Expansion Chassis",
            "Peripheral Chassis",
            "RAID Chassis",
            "Rack Mount Chassis",
            "Sealed-case PC",
            "Multi-system Chassis",
            "CompactPCI",
            "AdvancedTCA",
            "Blade",
            "Blade Enclosure",
            "Tablet",
            "Convertible",
            "Detachable",
            "IoT Gateway",
            "Embedded PC",
            "Mini PC",
            "Stick PC");

    private ChassisTypes() {}

    static String word(int type) {
        return type < NAMES.size() ? NAMES.get(type) : "Type " + type;
    }
}
