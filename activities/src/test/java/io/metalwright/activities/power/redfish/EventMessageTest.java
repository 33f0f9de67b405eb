package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.metalwright.model.bmc.BmcEvent;
import io.metalwright.model.bmc.Health;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as the specification shows them, and as makers send them. */
class EventMessageTest {
    private static final String SPECIFIED = """
            {"@odata.type": "#Event.v1_7_0.Event", "Id": "1", "Name": "Event Array", "Context": "Metalwright m-1",
             "Events": [{"EventType": "Alert", "EventId": "4593", "Severity": "Warning", "MessageSeverity": "Critical",
               "EventTimestamp": "2026-11-22T10:09:08+01:00", "Message": "Fan 3 stands still", "MemberId": "0",
               "MessageId": "Fans.1.0.FanFailed", "MessageArgs": ["3"],
               "OriginOfCondition": {"@odata.id": "/redfish/v1/Chassis/1/Thermal#/Fans/2"}}]}""";

    @Test
    void anEventIsReadAsTheLogsEntriesAre() {
        assertThat(EventMessage.decode(octets(SPECIFIED)))
                .containsExactly(new BmcEvent(
                        "4593 Fans.1.0.FanFailed",
                        Instant.parse("2026-11-22T09:09:08Z"),
                        "/redfish/v1/Chassis/1/Thermal#/Fans/2",
                        "Alert",
                        "Fan 3 stands still",
                        true,
                        Health.CRITICAL,
                        "Fans.1.0.FanFailed"));
    }

    @Test
    void anEventWithoutMessageNumberAndTimeIsReadByWhatItHas() {
        var events = EventMessage.decode(octets("""
                {"Events": [{"MessageId": "ResourceEvent.1.0.ResourceErrorsCorrected", "MessageArgs": ["PSU2", "Input"],
                  "OriginOfCondition": "/redfish/v1/Chassis/1", "Severity": "OK"},
                 {"MessageId": "iLOEvents.2.1.FanDeasserted", "EventTimestamp": "soon"}]}"""));
        assertThat(events.getFirst().words()).isEqualTo("ResourceEvent.1.0.ResourceErrorsCorrected: PSU2, Input");
        assertThat(events.getFirst().sensor()).isEqualTo("/redfish/v1/Chassis/1");
        assertThat(events.getFirst().severity()).isEqualTo(Health.OK);
        assertThat(events.getFirst().id()).matches("[0-9a-f]{16}");
        assertThat(events.getFirst().time()).isNull();
        assertThat(events.getLast().asserted()).isFalse();
        assertThat(events.getLast().time()).isNull();
        assertThat(events.getLast().id()).isNotEqualTo(events.getFirst().id());
    }

    @Test
    void metricsAreNoEvents() {
        assertThat(EventMessage.decode(octets("""
                {"@odata.type": "#MetricReport.v1_2_0.MetricReport", "MetricValues": []}"""))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "[]",
                "{}",
                "{\"Events\": {}}",
                "{\"Events\": [null]}",
                "{\"Events\": [[]]}",
                "{\"Events\": [}",
                "<xml/>"
            })
    void whatIsNoEventIsRefusedWithAReason(String body) {
        assertThatExceptionOfType(MalformedEvent.class)
                .isThrownBy(() -> EventMessage.decode(octets(body)))
                .withMessageStartingWith("Redfish event");
    }

    @Test
    void nestingAndCountHaveBounds() {
        var deep = "{\"Events\": " + "[".repeat(100_000);
        assertThatExceptionOfType(MalformedEvent.class).isThrownBy(() -> EventMessage.decode(octets(deep)));
        var many = "{\"Events\": [" + "{},".repeat(200) + "{}]}";
        assertThatExceptionOfType(MalformedEvent.class)
                .isThrownBy(() -> EventMessage.decode(octets(many)))
                .withMessageContaining("201");
    }

    @Test
    void everyPrefixAndEveryChangeOfOneOctetIsReadOrRefused() {
        byte[] whole = octets(SPECIFIED);
        for (int i = 0; i < whole.length; i++) {
            isReadOrRefused(Arrays.copyOf(whole, i));
            for (int octet : new int[] {0x00, 0x22, 0x5B, 0x7B, 0x7D, 0xFF}) {
                byte[] changed = whole.clone();
                changed[i] = (byte) octet;
                isReadOrRefused(changed);
            }
        }
    }

    private static void isReadOrRefused(byte[] body) {
        try {
            EventMessage.decode(body);
        } catch (MalformedEvent e) {
            assertThat(e.getMessage()).startsWith("Redfish event");
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
