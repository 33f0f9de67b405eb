package io.metalwright.ops.simulated;

/** How a machine behaves: hardware does not always do what it says. One whose temper is {@link #GOOD} does. */
public interface Temper {
    Temper GOOD = new Temper() {};

    /** Asked for each packet to the BMC, which answers it when this returns: late perhaps, or, told false, never. */
    default boolean bmcAnswers() throws InterruptedException {
        return true;
    }

    /** Whether an accepted word about the power comes to anything. */
    default boolean powerObeys() {
        return true;
    }

    /** Whether an accepted boot device is kept. */
    default boolean bootDeviceIsKept() {
        return true;
    }

    /** Whether {@code reboot -f} comes to anything. */
    default boolean rebootObeys() {
        return true;
    }

    /** Whether SSH in the next boot of BootOS shows the host key that its agent announces. */
    default boolean showsItsHostKey() {
        return true;
    }

    /** Asked before each command in BootOS, which runs when this returns; told false, the machine resets instead. */
    default boolean lastsThroughCommand() throws InterruptedException {
        return true;
    }

    /** Asked before each chunk of an image, which is written when this returns; told false, the machine resets instead. */
    default boolean lastsThroughChunk() throws InterruptedException {
        return true;
    }
}
