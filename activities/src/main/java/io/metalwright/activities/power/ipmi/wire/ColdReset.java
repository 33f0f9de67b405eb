package io.metalwright.activities.power.ipmi.wire;

/** Cold Reset (IPMI 2.0 section 20.2): the controller starts anew, and may do so before it answers. */
public record ColdReset() implements AcknowledgedCommand {

    @Override
    public String name() {
        return "Cold Reset";
    }

    @Override
    public NetworkFunction networkFunction() {
        return NetworkFunction.APPLICATION;
    }

    @Override
    public int code() {
        return 0x02;
    }
}
