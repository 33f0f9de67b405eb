package io.metalwright.activities.power.ipmi;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.LanSettings;
import io.metalwright.activities.power.ipmi.session.Session;
import io.metalwright.activities.power.ipmi.wire.GetLanConfigurationParameters;
import io.metalwright.activities.power.ipmi.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.bmc.BmcLanInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The LAN configuration beyond the address (IPMI 2.0 table 23-4). All of it is optional. */
final class IpmiLanInfo {
    private static final int ARP_CONTROL = 10;
    private static final int GATEWAY_MAC = 13;
    private static final int BACKUP_GATEWAY = 14;
    private static final int BACKUP_GATEWAY_MAC = 15;
    private static final int VLAN = 20;
    private static final int VLAN_PRIORITY = 21;
    private static final int CIPHER_SUITES = 23;
    private static final int CIPHER_SUITE_PRIVILEGES = 24;
    private static final int BAD_PASSWORDS = 26;

    private static final List<String> PRIVILEGES =
            List.of("none", "callback", "user", "operator", "administrator", "oem");

    private final Session session;
    private final int channel;

    IpmiLanInfo(Session session, int channel) {
        this.session = session;
        this.channel = channel;
    }

    BmcLanInfo read() {
        LanSettings lan = new IpmiLan(session, channel).read();
        return new BmcLanInfo(
                lan.source().name().toLowerCase(Locale.ROOT),
                lan.address().address().toString(),
                lan.address().netmask().toString(),
                lan.address().gateway().toString(),
                lan.mac().toString(),
                mac(GATEWAY_MAC),
                parameter(BACKUP_GATEWAY, 4).map(IpmiLanInfo::dotted).orElse(null),
                mac(BACKUP_GATEWAY_MAC),
                parameter(VLAN, 2).map(IpmiLanInfo::vlan).orElse(null),
                parameter(VLAN_PRIORITY, 1).map(value -> value.at(0) & 0x07).orElse(null),
                parameter(ARP_CONTROL, 1).map(IpmiLanInfo::arp).orElse(null),
                cipherSuites(),
                parameter(BAD_PASSWORDS, 2).map(value -> value.at(1)).orElse(null));
    }

    private Optional<Octets> parameter(int parameter, int length) {
        try {
            Octets value = session.run(GetLanConfigurationParameters.of(channel, parameter));
            return Optional.of(value).filter(octets -> octets.length() >= length);
        } catch (BmcFailure.Refused e) {
            return Optional.empty();
        }
    }

    private @Nullable String mac(int parameter) {
        return parameter(parameter, 6)
                .map(value -> MacAddress.of(value.slice(0, 6).toArray()).toString())
                .orElse(null);
    }

    private static String dotted(Octets value) {
        return value.at(0) + "." + value.at(1) + "." + value.at(2) + "." + value.at(3);
    }

    private static int vlan(Octets value) {
        return (value.at(1) & 0x80) == 0 ? 0 : value.at(0) | (value.at(1) & 0x0F) << 8;
    }

    private static List<String> arp(Octets value) {
        List<String> arp = new ArrayList<>();
        if ((value.at(0) & 0x02) != 0) {
            arp.add("responses");
        }
        if ((value.at(0) & 0x01) != 0) {
            arp.add("gratuitous");
        }
        return List.copyOf(arp);
    }

    /** Parameter 23 numbers the suites, 24 has four bits for each in the same order. */
    private @Nullable List<BmcLanInfo.CipherSuiteLimit> cipherSuites() {
        Octets suites = parameter(CIPHER_SUITES, 2).orElse(null);
        Octets limits = parameter(CIPHER_SUITE_PRIVILEGES, 2).orElse(null);
        if (suites == null || limits == null) {
            return null;
        }
        List<BmcLanInfo.CipherSuiteLimit> found = new ArrayList<>();
        for (int i = 0; i + 1 < suites.length() && i / 2 + 1 < limits.length(); i++) {
            int limit = limits.at(i / 2 + 1) >>> (i % 2) * 4 & 0x0F;
            // Unused places at the end are 0 in some BMCs; suite 0 comes first where it is one.
            if (i == 0 || suites.at(i + 1) != 0) {
                found.add(new BmcLanInfo.CipherSuiteLimit(
                        suites.at(i + 1), limit < PRIVILEGES.size() ? PRIVILEGES.get(limit) : "other"));
            }
        }
        return List.copyOf(found);
    }
}
