package io.metalwright.activities.switching;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcInfo;
import io.metalwright.activities.power.BmcPrivilege;
import io.metalwright.activities.power.BmcUser;
import io.metalwright.activities.power.BootReading;
import io.metalwright.activities.power.LanAddress;
import io.metalwright.activities.power.LanSettings;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import java.util.List;

/** Another BMC, but for what a test does otherwise. */
abstract class ForwardingBmc implements Bmc {
    private final Bmc real;

    ForwardingBmc(Bmc real) {
        this.real = real;
    }

    @Override
    public abstract void changePassword(int id, BmcCredential wanted);

    @Override
    public BmcInfo info() {
        return real.info();
    }

    @Override
    public PowerState powerState() {
        return real.powerState();
    }

    @Override
    public void apply(PowerCommand command) {
        real.apply(command);
    }

    @Override
    public BootReading bootOverride() {
        return real.bootOverride();
    }

    @Override
    public void setBootOverride(BootOverride override) {
        real.setBootOverride(override);
    }

    @Override
    public List<BmcUser> users() {
        return real.users();
    }

    @Override
    public void setUser(int id, BmcCredential credential, BmcPrivilege privilege) {
        real.setUser(id, credential, privilege);
    }

    @Override
    public void disableUser(int id) {
        real.disableUser(id);
    }

    @Override
    public LanSettings lan() {
        return real.lan();
    }

    @Override
    public void setLan(LanAddress address) {
        real.setLan(address);
    }

    @Override
    public void close() {
        real.close();
    }
}
