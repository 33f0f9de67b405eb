package io.metalwright.activities.power.redfish.vendor;

/** A maker of whom nothing is known: as the specification has it. */
final class AnyBmc implements Vendor {
    @Override
    public String name() {
        return "Redfish";
    }

    @Override
    public int enterprise() {
        return 0;
    }

    @Override
    public boolean recognises(Identity identity) {
        return true;
    }
}
