package io.metalwright.activities.power;

import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import java.util.List;

/** Tells its power as a test has it, and does nothing else but what that test adds. */
public abstract class PowerOnlyBmc implements Bmc {
    @Override
    public BmcInfo info() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void apply(PowerCommand command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BootReading bootOverride() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setBootOverride(BootOverride override) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<BmcUser> users() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setUser(int id, BmcCredential credential, BmcPrivilege privilege) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void disableUser(int id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LanSettings lan() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLan(LanAddress address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
