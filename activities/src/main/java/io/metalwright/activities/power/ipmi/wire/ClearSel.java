package io.metalwright.activities.power.ipmi.wire;

/** Clear SEL (IPMI 2.0 section 31.9): begins to erase, or asks how far that is. */
public record ClearSel(int reservation, boolean begin) implements IpmiCommand<ClearSel.Progress> {
    public enum Progress {
        UNDER_WAY,
        DONE
    }

    @Override
    public String name() {
        return "Clear SEL";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.STORAGE;
    }

    @Override
    public int code() {
        return 0x47;
    }

    @Override
    public byte[] encode() {
        return new OctetWriter()
                .word(reservation)
                .octet('C')
                .octet('L')
                .octet('R')
                .octet(begin ? 0xAA : 0x00)
                .toArray();
    }

    @Override
    public ClearSel.Progress decode(byte[] data) {
        return (new Cursor(name(), data).octet("erasure progress") & 0x0F) == 1 ? Progress.DONE : Progress.UNDER_WAY;
    }
}
