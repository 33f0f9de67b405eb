package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.Bmc;
import io.metalwright.activities.power.BmcCredential;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.BmcInfo;
import io.metalwright.activities.power.BmcPrivilege;
import io.metalwright.activities.power.BmcUser;
import io.metalwright.activities.power.BootReading;
import io.metalwright.activities.power.LanAddress;
import io.metalwright.activities.power.LanSettings;
import io.metalwright.activities.power.SerialLine;
import io.metalwright.activities.power.ipmi.session.SerialOverLan;
import io.metalwright.activities.power.ipmi.session.Session;
import io.metalwright.activities.power.ipmi.wire.ChassisControl;
import io.metalwright.activities.power.ipmi.wire.ColdReset;
import io.metalwright.activities.power.ipmi.wire.CompletionCode;
import io.metalwright.activities.power.ipmi.wire.GetChannelInfo;
import io.metalwright.activities.power.ipmi.wire.GetChassisStatus;
import io.metalwright.activities.power.ipmi.wire.GetDeviceId;
import io.metalwright.activities.power.ipmi.wire.GetSystemGuid;
import io.metalwright.model.bmc.BmcEventLog;
import io.metalwright.model.bmc.BmcLanInfo;
import io.metalwright.model.bmc.ChassisInfo;
import io.metalwright.model.bmc.FruInfo;
import io.metalwright.model.bmc.Sensor;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.model.power.PowerState;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A BMC spoken to over IPMI 2.0. */
final class IpmiBmc implements Bmc {
    private final Session session;
    private final IpmiBoot boot;
    private final IpmiRecords records;
    private @Nullable Integer channel;

    IpmiBmc(Session session) {
        this.session = session;
        this.boot = new IpmiBoot(session);
        this.records = new IpmiRecords(session);
    }

    @Override
    public BmcInfo info() {
        GetDeviceId.Answer device = session.run(new GetDeviceId());
        return new BmcInfo(
                device.manufacturer(),
                device.product(),
                String.format("%d.%02d", device.firmwareMajor(), device.firmwareMinor()),
                "IPMI " + device.ipmiVersion(),
                systemId());
    }

    /** Optional in the specification: a BMC that has none refuses. */
    private @Nullable UUID systemId() {
        try {
            return Guids.inIpmiOrder(session.run(new GetSystemGuid()));
        } catch (BmcFailure.Refused e) {
            return null;
        }
    }

    @Override
    public PowerState powerState() {
        return session.run(new GetChassisStatus()).powerOn() ? PowerState.ON : PowerState.OFF;
    }

    @Override
    public void apply(PowerCommand command) {
        ChassisControl.Action action = switch (command) {
            case ON -> ChassisControl.Action.POWER_UP;
            case OFF -> ChassisControl.Action.POWER_DOWN;
            case SOFT_OFF -> ChassisControl.Action.SOFT_SHUTDOWN;
            case CYCLE -> ChassisControl.Action.POWER_CYCLE;
            case RESET -> ChassisControl.Action.HARD_RESET;
        };
        try {
            session.run(new ChassisControl(action));
        } catch (BmcFailure.Refused e) {
            if (!isAlready(command, e)) {
                throw e;
            }
        }
    }

    /** Some BMCs refuse to switch on what is on (0xD5, 0xCC); what was wanted is so, so it is no failure. */
    private boolean isAlready(PowerCommand command, BmcFailure.Refused refusal) {
        if (refusal.code() == CompletionCode.INSUFFICIENT_PRIVILEGE.value()) {
            return false;
        }
        return switch (command) {
            case ON -> powerState() == PowerState.ON;
            case OFF, SOFT_OFF -> powerState() == PowerState.OFF;
            case CYCLE, RESET -> false;
        };
    }

    @Override
    public BootReading bootOverride() {
        return boot.read();
    }

    @Override
    public void setBootOverride(BootOverride override) {
        boot.set(override);
    }

    @Override
    public List<BmcUser> users() {
        return new IpmiUsers(session, channel()).list();
    }

    @Override
    public void setUser(int id, BmcCredential credential, BmcPrivilege privilege) {
        new IpmiUsers(session, channel()).set(id, credential, privilege);
    }

    @Override
    public void changePassword(int id, BmcCredential credential) {
        new IpmiUsers(session, channel()).changePassword(id, credential);
    }

    @Override
    public void disableUser(int id) {
        new IpmiUsers(session, channel()).disable(id);
    }

    @Override
    public LanSettings lan() {
        return new IpmiLan(session, channel()).read();
    }

    @Override
    public void setLan(LanAddress address) {
        new IpmiLan(session, channel()).set(address);
    }

    @Override
    public BmcLanInfo lanInfo() {
        return new IpmiLanInfo(session, channel()).read();
    }

    @Override
    public ChassisInfo chassis() {
        return IpmiChassis.words(session.run(new GetChassisStatus()));
    }

    @Override
    public List<Sensor> sensors() {
        return new IpmiSensors(session).read(records.all());
    }

    @Override
    public BmcEventLog events() {
        return new IpmiEvents(session).read(records::all);
    }

    @Override
    public Optional<String> eventsMark() {
        return new IpmiEvents(session).mark();
    }

    @Override
    public void clearEvents() {
        new IpmiEvents(session).clear();
    }

    @Override
    public List<FruInfo> parts() {
        return new IpmiParts(session).read(records.all());
    }

    @Override
    public SerialLine openSerialLine(boolean take) {
        return SerialOverLan.open(session, take);
    }

    @Override
    public void resetBmc() {
        session.run(new ColdReset());
    }

    /** The number behind "this channel": BMCs answer Get Channel Info about 0x0E, and not all take 0x0E elsewhere. */
    private int channel() {
        Integer known = channel;
        if (known == null) {
            known = session.run(new GetChannelInfo(GetChannelInfo.THIS_CHANNEL)).channel();
            channel = known;
        }
        return known;
    }

    @Override
    public void close() {
        session.close();
    }
}
