package io.metalwright.activities.power.redfish.vendor;

/** Inspur (now IEIT), whose BMC is built on AMI MegaRAC: known by its maker's name alone, as its extension has others' names too. */
final class InspurBmc implements Vendor {
    @Override
    public String name() {
        return "Inspur";
    }

    @Override
    public int enterprise() {
        return 37945;
    }

    @Override
    public boolean recognises(Identity identity) {
        return identity.isMadeBy("Inspur") || identity.isMadeBy("IEIT");
    }
}
