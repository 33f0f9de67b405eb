package io.metalwright.activities.power.ipmi.wire;

/**
 * A command to a BMC: what is sent, and how the answer reads.
 *
 * @param <A> what the BMC answers when it did as told
 */
public interface IpmiCommand<A> {
    /** As the specification names it. */
    String name();

    NetworkFunction networkFunction();

    /** The command's number in its network function. */
    int code();

    /** The request's data; many commands have none. */
    default byte[] encode() {
        return new byte[0];
    }

    /**
     * @param data the answer's data, after the completion code
     * @throws MalformedMessage if it is not this command's answer
     */
    A decode(byte[] data);
}
