package io.metalwright.activities.power.ipmi.wire;

/** Get Device ID (IPMI 2.0 section 20.1): what the BMC is. */
public record GetDeviceId() implements IpmiCommand<GetDeviceId.Answer> {
    /**
     * @param available false while the BMC updates or initialises itself
     * @param firmwareMinor binary-coded decimal on the wire
     * @param ipmiVersion {@code 1.5} or {@code 2.0}; binary-coded decimal with its digits swapped on the wire
     * @param support what the BMC is besides a BMC: bit 7 chassis device down to bit 0 sensor device
     * @param manufacturer IANA enterprise number, 20 bits
     * @param auxiliaryFirmware four octets that the maker chose, or none
     */
    public record Answer(
            int deviceId,
            int deviceRevision,
            boolean providesSdrs,
            boolean available,
            int firmwareMajor,
            int firmwareMinor,
            String ipmiVersion,
            int support,
            int manufacturer,
            int product,
            Octets auxiliaryFirmware) {}

    @Override
    public String name() {
        return "Get Device ID";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x01;
    }

    @Override
    public GetDeviceId.Answer decode(byte[] data) {
        Cursor cursor = new Cursor(name(), data);
        int deviceId = cursor.octet("device id");
        int revision = cursor.octet("device revision");
        int major = cursor.octet("firmware revision");
        int minor = cursor.octet("firmware revision");
        int version = cursor.octet("IPMI version");
        int support = cursor.octet("additional device support");
        int manufacturer = cursor.word("manufacturer") | cursor.octet("manufacturer") << 16;
        int product = cursor.word("product");
        return new Answer(
                deviceId,
                revision & 0x0F,
                (revision & 0x80) != 0,
                (major & 0x80) == 0,
                major & 0x7F,
                (minor >>> 4) * 10 + (minor & 0x0F),
                (version & 0x0F) + "." + (version >>> 4),
                support,
                manufacturer & 0xFFFFF,
                product,
                cursor.rest());
    }
}
