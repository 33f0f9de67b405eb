package io.metalwright.activities.power;

import java.time.Duration;

/**
 * A machine's serial line, through its BMC. One may read while another writes. A line that was lost stays lost: open another.
 */
public interface SerialLine extends AutoCloseable {
    /**
     * What the machine wrote since the last call; waits for the first of it. Nothing within that time: no octets.
     *
     * @throws BmcFailure.LineTaken if somebody else has the line now
     * @throws BmcFailure if the line was lost for another reason, once all that came before was read
     */
    byte[] read(Duration wait);

    /**
     * Returns when the BMC took all of it, in order.
     *
     * @throws BmcFailure.Refused if the machine takes no characters now, which ends nothing
     * @throws BmcFailure if the line is lost
     */
    void write(byte[] octets);

    /** Holds the line in its break state for a moment. Whether the BMC heard it is not known. */
    void sendBreak();

    /** Gives the line back to the BMC. */
    @Override
    void close();
}
