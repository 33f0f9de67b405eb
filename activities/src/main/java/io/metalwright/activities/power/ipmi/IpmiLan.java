package io.metalwright.activities.power.ipmi;

import static io.metalwright.activities.power.ipmi.wire.GetLanConfigurationParameters.ADDRESS;
import static io.metalwright.activities.power.ipmi.wire.GetLanConfigurationParameters.ADDRESS_SOURCE;
import static io.metalwright.activities.power.ipmi.wire.GetLanConfigurationParameters.DEFAULT_GATEWAY;
import static io.metalwright.activities.power.ipmi.wire.GetLanConfigurationParameters.MAC_ADDRESS;
import static io.metalwright.activities.power.ipmi.wire.GetLanConfigurationParameters.SET_IN_PROGRESS;
import static io.metalwright.activities.power.ipmi.wire.GetLanConfigurationParameters.SUBNET_MASK;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.LanAddress;
import io.metalwright.activities.power.LanSettings;
import io.metalwright.activities.power.ipmi.session.Session;
import io.metalwright.activities.power.ipmi.wire.GetLanConfigurationParameters;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.activities.power.ipmi.wire.SetLanConfigurationParameters;
import io.metalwright.activities.power.ipmi.wire.SetProgress;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.Ipv4Address;
import java.util.Arrays;

/** The network of one LAN channel of a BMC. */
final class IpmiLan {
    private static final int STATIC = 1;
    private static final int DHCP = 2;

    private final Session session;
    private final int channel;

    IpmiLan(Session session, int channel) {
        this.session = session;
        this.channel = channel;
    }

    LanSettings read() {
        LanSettings.Source source = switch (parameter(ADDRESS_SOURCE).at(0) & 0x0F) {
            case 0 -> LanSettings.Source.UNSPECIFIED;
            case STATIC -> LanSettings.Source.STATIC;
            case DHCP -> LanSettings.Source.DHCP;
            default -> LanSettings.Source.OTHER;
        };
        LanAddress address = new LanAddress(address(ADDRESS), address(SUBNET_MASK), address(DEFAULT_GATEWAY));
        byte[] mac = Arrays.copyOf(parameter(MAC_ADDRESS).toArray(), 6);
        return new LanSettings(source, address, MacAddress.of(mac));
    }

    /** The address last: with it the BMC may be gone. Many BMCs refuse the others while their source is DHCP. */
    void set(LanAddress wanted) {
        setIfSupported(SetProgress.IN_PROGRESS);
        try {
            set(ADDRESS_SOURCE, Octets.of(STATIC));
            setUnlessSame(SUBNET_MASK, wanted.netmask());
            setUnlessSame(DEFAULT_GATEWAY, wanted.gateway());
            setUnlessSame(ADDRESS, wanted.address());
            setIfSupported(SetProgress.COMMIT);
        } finally {
            setIfSupported(SetProgress.COMPLETE);
        }
    }

    private Octets parameter(int parameter) {
        return session.run(GetLanConfigurationParameters.of(channel, parameter));
    }

    private Ipv4Address address(int parameter) {
        Octets octets = parameter(parameter);
        return Ipv4Address.of(octets.at(0) + "." + octets.at(1) + "." + octets.at(2) + "." + octets.at(3));
    }

    private void setUnlessSame(int parameter, Ipv4Address wanted) {
        if (!address(parameter).equals(wanted)) {
            int bits = wanted.bits();
            set(parameter, Octets.of(bits >>> 24, bits >>> 16, bits >>> 8, bits));
        }
    }

    private void set(int parameter, Octets value) {
        session.run(new SetLanConfigurationParameters(channel, parameter, value));
    }

    /** "Set in progress" is advice to others, and not every BMC has it. */
    private void setIfSupported(SetProgress progress) {
        try {
            set(SET_IN_PROGRESS, Octets.of(progress.value()));
        } catch (BmcFailure.Refused e) {
            // See above: the parameters themselves count.
        }
    }
}
