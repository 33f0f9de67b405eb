package io.metalwright.activities.power.ipmi.wire;

/** A sensor data record (IPMI 2.0 chapter 43): a sensor, or a thing that sensors and inventories belong to. */
public sealed interface SdrRecord
        permits FullSensorRecord,
                CompactSensorRecord,
                EventOnlyRecord,
                EntityAssociationRecord,
                DeviceRelativeAssociationRecord,
                GenericDeviceLocatorRecord,
                FruDeviceLocatorRecord,
                ControllerLocatorRecord,
                ControllerConfirmationRecord,
                MessageChannelInfoRecord,
                OemRecord,
                UnknownRecord {
    /** Octets before a record's own: id, version, type and length. */
    int HEADER = 5;

    int id();

    /** How many octets a record has, seen from its header. */
    static int length(Octets header) {
        return HEADER + header.at(4);
    }

    /** @throws MalformedMessage if the record ends before its fields do */
    static SdrRecord decode(byte[] bytes) {
        Cursor cursor = new Cursor("sensor data record", bytes);
        int id = cursor.word("record id");
        cursor.octet("SDR version");
        int type = cursor.octet("record type");
        cursor.octet("record length");
        return switch (type) {
            case 0x01 -> FullSensorRecord.decode(id, cursor);
            case 0x02 -> CompactSensorRecord.decode(id, cursor);
            case 0x03 -> EventOnlyRecord.decode(id, cursor);
            case 0x08 -> EntityAssociationRecord.decode(id, cursor);
            case 0x09 -> DeviceRelativeAssociationRecord.decode(id, cursor);
            case 0x10 -> GenericDeviceLocatorRecord.decode(id, cursor);
            case 0x11 -> FruDeviceLocatorRecord.decode(id, cursor);
            case 0x12 -> ControllerLocatorRecord.decode(id, cursor);
            case 0x13 -> ControllerConfirmationRecord.decode(id, cursor);
            case 0x14 -> MessageChannelInfoRecord.decode(id, cursor);
            case 0xC0 -> OemRecord.decode(id, cursor);
            default -> new UnknownRecord(id, type, cursor.rest());
        };
    }
}
