package io.metalwright.activities.power.ipmi.wire;

/** Management Controller Confirmation Record (IPMI 2.0 section 43.10): a controller that was found once, so that its loss is noticed. */
public record ControllerConfirmationRecord(
        int id, int slaveAddress, int deviceId, int manufacturer, int product, Octets guid) implements SdrRecord {
    static ControllerConfirmationRecord decode(int id, Cursor cursor) {
        int slave = cursor.octet("device slave address");
        int device = cursor.octet("device id");
        cursor.skip("channel, revisions, IPMI version", 4);
        int manufacturer = cursor.word("manufacturer") | cursor.octet("manufacturer") << 16;
        int product = cursor.word("product");
        return new ControllerConfirmationRecord(id, slave, device, manufacturer, product, cursor.octets("GUID", 16));
    }
}
