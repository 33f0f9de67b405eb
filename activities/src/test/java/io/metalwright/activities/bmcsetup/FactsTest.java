package io.metalwright.activities.bmcsetup;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.model.network.Ipv4Address;
import org.junit.jupiter.api.Test;

class FactsTest {
    @Test
    void ofWhatStandsTwiceTheFirstCounts() {
        var facts = Facts.parse("""
                Channel 0x1 info:
                  Volatile(active) Settings
                    Access Mode         : disabled
                  Non-Volatile Settings
                    Access Mode         : always available
                """);
        assertThat(facts.text("Access Mode")).isEqualTo("disabled");
        assertThat(facts.text("Alerting")).isEmpty();
    }

    @Test
    void anAddressOfZerosIsNone() {
        var facts = Facts.parse("""
                IP Address              : 10.77.1.11
                MAC Address             : 52:54:4d:00:01:bc
                Default Gateway IP      : 0.0.0.0
                """);
        assertThat(facts.address("IP Address")).contains(Ipv4Address.of("10.77.1.11"));
        assertThat(facts.text("MAC Address")).isEqualTo("52:54:4d:00:01:bc");
        assertThat(facts.address("Default Gateway IP")).isEmpty();
        assertThat(facts.address("Subnet Mask")).isEmpty();
    }
}
