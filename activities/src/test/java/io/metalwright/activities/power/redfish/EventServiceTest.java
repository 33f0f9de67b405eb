package io.metalwright.activities.power.redfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.TellsEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions, at services of several versions and makers. */
@Timeout(60)
class EventServiceTest {
    private static final String HERE = "https://10.0.0.5:8443/redfish-events/m-1/token";
    private static final String CONTEXT = "Metalwright m-1";

    private static SSLContext tls;

    private RedfishLogin redfish;

    @BeforeAll
    static void certify(@TempDir Path certificates) throws Exception {
        tls = SelfSigned.context(certificates);
    }

    @BeforeEach
    void open() {
        redfish = RedfishLogin.open(CertificatePins.inMemory(), Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        redfish.close();
    }

    @Test
    void aCurrentServiceIsAskedForEventsOfTheMachineWhateverOurCertificateForEver() throws Exception {
        try (var bmc = PushingBmc.modern(tls)) {
            var link = on(bmc).subscribe(HERE, CONTEXT);
            assertThat(bmc.subscriptions().get(link)).isEqualTo(json("""
                    {"Destination": "%s", "Protocol": "Redfish", "Context": "Metalwright m-1",
                     "RegistryPrefixes": ["ResourceEvent"], "EventFormatType": "Event", "SubscriptionType": "RedfishEvent",
                     "DeliveryRetryPolicy": "RetryForever", "VerifyCertificate": false, "@odata.id": "%s"}""".formatted(HERE, link)));
            assertThat(on(bmc).isSubscribed(link, HERE)).isTrue();
            assertThat(on(bmc).isSubscribed(link, HERE + "2")).isFalse();
        }
    }

    @Test
    void anOldServiceIsAskedForTypesOfEvents() throws Exception {
        try (var bmc = PushingBmc.old(tls)) {
            var link = on(bmc).subscribe(HERE, CONTEXT);
            assertThat(bmc.subscriptions().get(link)).isEqualTo(json("""
                    {"Destination": "%s", "Protocol": "Redfish", "Context": "Metalwright m-1",
                     "EventTypes": ["Alert", "StatusChange"], "@odata.id": "%s"}""".formatted(HERE, link)));
        }
    }

    @Test
    void anIdracOfAnyVersionIsAskedForTypesOfEvents() throws Exception {
        try (var bmc = PushingBmc.start(
                tls, """
                {"@odata.type": "#EventService.v1_8_0.EventService", "EventFormatTypes": ["Event"],
                 "EventTypesForSubscription": ["Alert", "MetricReport", "Other"], "RegistryPrefixes": ["IDRAC"],
                 "Subscriptions": {"@odata.id": "/redfish/v1/EventService/Subscriptions"}}""", Set.of("Destination", "Protocol", "Context", "EventTypes", "EventFormatType"))) {
            bmc.server().with("/redfish/v1/Systems/1", """
                    {"Id": "1", "Manufacturer": "Dell Inc.", "Oem": {"Dell": {}}}""");
            var link = on(bmc).subscribe(HERE, CONTEXT);
            assertThat(bmc.subscriptions().get(link)).isEqualTo(json("""
                    {"Destination": "%s", "Protocol": "Redfish", "Context": "Metalwright m-1",
                     "EventTypes": ["Alert"], "EventFormatType": "Event", "@odata.id": "%s"}""".formatted(HERE, link)));
        }
    }

    @Test
    void aServiceThatKnowsTheBareMinimumIsAskedForThat() throws Exception {
        try (var bmc = PushingBmc.start(tls, """
                {"@odata.type": "#EventService.v1_6_0.EventService", "RegistryPrefixes": ["ResourceEvent"],
                 "Subscriptions": {"@odata.id": "/redfish/v1/EventService/Subscriptions"}}""", Set.of("Destination", "Protocol", "Context"))) {
            on(bmc).subscribe(HERE, CONTEXT);
            assertThat(bmc.destinations()).containsExactly(HERE);
        }
    }

    @Test
    void thereIsNeverMoreThanOneSubscriptionOfOursAndThoseOfOthersStay() throws Exception {
        try (var bmc = PushingBmc.modern(tls)) {
            var stranger = bmc.keep(json("""
                    {"Destination": "https://10.9.9.9/", "Context": "somebody else"}"""));
            bmc.keep(json("""
                    {"Destination": "https://10.0.0.4:8443/redfish-events/m-1/token", "Context": "Metalwright m-1"}"""));
            bmc.keep(json("""
                    {"Destination": "%s", "Context": "", "Status": {"State": "Disabled"}}""".formatted(HERE)));
            var link = on(bmc).subscribe(HERE, CONTEXT);
            assertThat(bmc.subscriptions().keySet()).containsExactlyInAnyOrder(stranger, link);
            assertThat(on(bmc).subscribe(HERE, CONTEXT)).isEqualTo(link);
            assertThat(bmc.subscriptions().keySet()).containsExactlyInAnyOrder(stranger, link);
            on(bmc).unsubscribe(CONTEXT);
            on(bmc).unsubscribe(CONTEXT);
            assertThat(bmc.subscriptions().keySet()).containsExactly(stranger);
        }
    }

    @Test
    void whoVerifiesCertificatesByDefaultIsToldNotTo() throws Exception {
        try (var bmc = PushingBmc.old(tls)) {
            var link = bmc.keep(json("""
                    {"Destination": "%s", "VerifyCertificate": true}""".formatted(HERE)));
            bmc.server().answering("POST " + PushingBmc.LIST, (exchange, body) -> {
                exchange.getResponseHeaders().set("Location", link);
                MockupBmc.send(exchange, 201, "");
            });
            on(bmc).subscribe(HERE + "2", CONTEXT);
            assertThat(bmc.server().resource(link).path("VerifyCertificate").booleanValue())
                    .isFalse();
        }
    }

    @Test
    void aBmcThatSendsNothingSaysWhy() throws Exception {
        try (var bmc = PushingBmc.old(tls)) {
            bmc.server().with(PushingBmc.SERVICE, """
                    {"ServiceEnabled": false, "Subscriptions": {"@odata.id": "/redfish/v1/EventService/Subscriptions"}}""");
            refused(bmc, "switched off");
            bmc.server().with(PushingBmc.SERVICE, """
                    {"EventFormatTypes": ["MetricReport"],
                     "Subscriptions": {"@odata.id": "/redfish/v1/EventService/Subscriptions"}}""");
            refused(bmc, "MetricReport");
            bmc.server().with(PushingBmc.SERVICE, """
                    {"ServerSentEventUri": "/redfish/v1/SSE"}""");
            refused(bmc, "takes no subscriptions");
            bmc.server().without(PushingBmc.SERVICE);
            refused(bmc, "no event service");
        }
    }

    private void refused(PushingBmc bmc, String why) {
        assertThatExceptionOfType(BmcFailure.Refused.class)
                .isThrownBy(() -> on(bmc).subscribe(HERE, CONTEXT))
                .withMessageContaining(why)
                .withMessageNotContaining("token")
                .matches(refusal -> refusal.code() == 0);
    }

    private TellsEvents on(PushingBmc bmc) {
        return (TellsEvents) redfish.login(bmc.address(), MockupBmc.ADMIN);
    }

    private static ObjectNode json(String text) throws Exception {
        return (ObjectNode) JsonMapper.builder().build().readTree(text);
    }
}
