package io.metalwright.activities.power.ipmi.wire;

/** A command that is answered by its completion code alone. */
public interface AcknowledgedCommand extends IpmiCommand<Acknowledged> {

    @Override
    default Acknowledged decode(byte[] data) {
        return new Acknowledged();
    }
}
