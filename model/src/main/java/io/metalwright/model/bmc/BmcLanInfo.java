package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a BMC is on the network, in full. Null is what the BMC does not tell. The SNMP community is left out: it is a password.
 *
 * @param source of the address: {@code static}, {@code dhcp}, {@code unspecified} or {@code other}
 * @param vlan 0 for none
 * @param arp what the BMC does by itself: {@code responses}, {@code gratuitous}
 * @param cipherSuites numbers of IPMI 2.0 table 22-20, each with the privilege that a user may get by it
 * @param badPasswords after so many a user is locked out; 0 for never
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BmcLanInfo(
        String source,
        String address,
        String netmask,
        String gateway,
        String mac,
        @Nullable String gatewayMac,
        @Nullable String backupGateway,
        @Nullable String backupGatewayMac,
        @Nullable Integer vlan,
        @Nullable Integer vlanPriority,
        @Nullable List<String> arp,
        @Nullable List<CipherSuiteLimit> cipherSuites,
        @Nullable Integer badPasswords) {

    /** @param privilege at most; {@code none} where the suite is not to be used */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record CipherSuiteLimit(int suite, String privilege) {}
}
