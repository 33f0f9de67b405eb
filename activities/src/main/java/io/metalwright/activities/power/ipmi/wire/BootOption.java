package io.metalwright.activities.power.ipmi.wire;

/** A parameter of the system boot options that we set (IPMI 2.0 table 28-14). */
public sealed interface BootOption
        permits BootFlags, BootOption.Progress, BootOption.ValidClearing, BootOption.Acknowledge {
    int selector();

    byte[] encode();

    /** Parameter 0: keeps others from setting the options at the same time, where the BMC cares. */
    record Progress(SetProgress progress) implements BootOption {
        @Override
        public int selector() {
            return 0;
        }

        @Override
        public byte[] encode() {
            return new byte[] {(byte) progress.value()};
        }
    }

    /**
     * Parameter 3: when the BMC forgets the boot flags by itself.
     *
     * @param keptOnTimeout else the flags are gone 60 s after they were set, if no chassis control comes meanwhile
     */
    record ValidClearing(boolean keptOnTimeout) implements BootOption {
        @Override
        public int selector() {
            return 3;
        }

        @Override
        public byte[] encode() {
            return new byte[] {(byte) (keptOnTimeout ? 0x08 : 0)};
        }
    }

    /** Parameter 4: tells the firmware (bit 0, BIOS) that its boot options have not been taken yet. */
    record Acknowledge() implements BootOption {
        @Override
        public int selector() {
            return 4;
        }

        @Override
        public byte[] encode() {
            return new byte[] {0x01, 0x01};
        }
    }
}
