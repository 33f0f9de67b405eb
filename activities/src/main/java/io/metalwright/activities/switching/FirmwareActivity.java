package io.metalwright.activities.switching;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.FirmwareChange;
import io.metalwright.model.bmc.FirmwareSetup;
import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.bmc.KeyReset;
import io.metalwright.model.power.BmcTarget;
import io.metalwright.workflows.steps.Firmware;

/** Sets firmware through the BMCs that runs name. */
public final class FirmwareActivity implements Firmware {
    private final BmcVisits visits;

    public FirmwareActivity(BmcVisits visits) {
        this.visits = visits;
    }

    @Override
    public Change set(BmcTarget bmc, FirmwareWish wish) {
        try {
            return visits.visit(bmc, open -> set(open, wish));
        } catch (BmcFailure e) {
            throw BmcVisits.failureOrNoWay("set the firmware of", bmc, e);
        }
    }

    @Override
    public FirmwareSetup resetBios(BmcTarget bmc) {
        try {
            return visits.visit(bmc, open -> {
                open.resetBios();
                return open.firmware();
            });
        } catch (BmcFailure e) {
            throw BmcVisits.failureOrNoWay("reset the BIOS settings of", bmc, e);
        }
    }

    private static Change set(Bmc bmc, FirmwareWish wish) {
        var before = bmc.firmware();
        boolean lacksKeys = wish.keys() == null
                && Boolean.TRUE.equals(wish.secureBoot())
                && FirmwareSetup.NO_KEYS.equals(before.keys());
        var whole = lacksKeys ? new FirmwareWish(wish.bootMode(), wish.secureBoot(), KeyReset.DEFAULT) : wish;
        return new Change(before, new FirmwareChange(bmc).make(whole));
    }
}
