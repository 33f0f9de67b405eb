package io.metalwright.boot.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.TestSegments;
import io.metalwright.boot.dhcp.Answer.LeaseChange;
import io.metalwright.boot.dhcp.Answer.Reason;
import io.metalwright.boot.dhcp.wire.DhcpDecoder;
import io.metalwright.boot.dhcp.wire.DhcpEncoder;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.DhcpOptions;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.firmware.FirmwareClassifier;
import io.metalwright.boot.lease.Allotment;
import io.metalwright.boot.lease.Share;
import io.metalwright.boot.wire.Captures;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.DhcpOptionSetting;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.SegmentDhcp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswersTest {
    private static final Ipv4Address ANY = Ipv4Address.ANY;
    private static final Ipv4Address SERVER = Ipv4Address.of("10.99.1.1");
    private static final Ipv4Address OTHER_SERVER = Ipv4Address.of("10.99.1.2");
    private static final Ipv4Address GIVEN = Ipv4Address.of("10.99.1.100");
    private static final Ipv4Address OTHER = Ipv4Address.of("10.99.1.105");
    private static final Ipv4Address ELSEWHERE = Ipv4Address.of("192.168.7.7");
    private static final Ipv4Address RELAY = Ipv4Address.of("10.99.1.254");
    private static final Allotment FREE = new Allotment.Free(GIVEN);
    private static final Allotment HELD = new Allotment.Held(GIVEN);
    private static final Standing KNOWN = new Standing.Known("web1");
    private static final Standing STRANGER = new Standing.Stranger(false);

    @ParameterizedTest
    @CsvSource({
        "seabios-ipxe-rom-discover, http://10.99.1.1:8090/ipxe?mac=52:54:00:aa:00:01",
        "undionly-discover,         http://10.99.1.1:8090/ipxe?mac=52:54:00:aa:00:01",
        "snponly-discover,          http://10.99.1.1:8090/ipxe?mac=52:54:00:aa:00:02",
        "ovmf-pxe-discover,         snponly.efi",
        "ovmf-http-discover,        http://10.99.1.1:8090/files/snponly.efi",
    })
    void aNetworkBootStrangerIsOfferedAnAddressAndItsNextFile(String capture, String file) {
        var offer = reply(ask(capture, STRANGER, FREE, Registration.AUTOMATIC));

        assertThat(offer.type()).isEqualTo(DhcpMessageType.OFFER);
        assertThat(offer.yourAddress()).isEqualTo(GIVEN);
        assertThat(offer.serverAddress()).isEqualTo(SERVER);
        assertThat(offer.bootFile()).isEqualTo(file);
        assertThat(offer.options().text(OptionCode.BOOT_FILE_NAME)).contains(file);
        assertThat(offer.options().address(OptionCode.SUBNET_MASK)).contains(Ipv4Address.of("255.255.255.0"));
        assertThat(offer.options().address(OptionCode.ROUTER)).contains(Ipv4Address.of("10.99.1.1"));
        assertThat(offer.options().address(OptionCode.NAME_SERVER)).contains(Ipv4Address.of("10.99.1.53"));
        assertThat(DhcpDecoder.decode(DhcpEncoder.encode(offer))).isEqualTo(offer);
    }

    @Test
    void httpBootFirmwareIsToldWhatItWantsToHear() {
        var http = reply(ask("ovmf-http-discover", STRANGER, FREE, Registration.AUTOMATIC));
        var pxe = reply(ask("ovmf-pxe-discover", STRANGER, FREE, Registration.AUTOMATIC));

        assertThat(http.options().text(OptionCode.VENDOR_CLASS)).contains("HTTPClient");
        assertThat(pxe.options().text(OptionCode.VENDOR_CLASS)).isEmpty();
    }

    @Test
    void iPxeIsToldNotToWaitForAProxy() {
        var offer = reply(ask("seabios-ipxe-rom-discover", STRANGER, FREE, Registration.AUTOMATIC));

        assertThat(offer.options().octets(OptionCode.IPXE)).contains(Octets.ofHex("b00101"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Registration.class,
            names = {"MANUAL", "OFF"})
    void strangersGetNothingWhereNobodyRegistersByItself(Registration registration) {
        assertThat(silence(ask("ovmf-pxe-discover", STRANGER, FREE, registration)))
                .isEqualTo(Reason.STRANGER_NOT_REGISTERED);
    }

    @Test
    void aPlainStrangerGetsNothingUnlessItHasALeaseOrTheSettingSaysSo() {
        var message = DhcpDecoder.decode(Captures.dhcp("udhcpc-discover"));

        assertThat(silence(Answers.answer(question(message, STRANGER, FREE, Registration.AUTOMATIC, false))))
                .isEqualTo(Reason.PLAIN_STRANGER);
        assertThat(reply(Answers.answer(question(message, STRANGER, FREE, Registration.AUTOMATIC, true)))
                        .bootFile())
                .isEmpty();
        assertThat(reply(Answers.answer(
                                question(message, new Standing.Stranger(true), HELD, Registration.AUTOMATIC, false)))
                        .yourAddress())
                .isEqualTo(GIVEN);
    }

    @Test
    void aKnownMachineIsServedWhateverTheRegistration() {
        var offer = reply(ask("udhcpc-discover", KNOWN, new Allotment.Reserved(OTHER), Registration.OFF));

        assertThat(offer.yourAddress()).isEqualTo(OTHER);
        assertThat(offer.options().text(OptionCode.HOST_NAME)).contains("web1");
    }

    @Test
    void aFullSegmentIsSilent() {
        assertThat(silence(ask("ovmf-pxe-discover", STRANGER, new Allotment.Exhausted(), Registration.AUTOMATIC)))
                .isEqualTo(Reason.NO_ADDRESS_LEFT);
    }

    // RFC 2131 section 4.3.2: the client's state is told by server identifier, requested address and ciaddr.
    @Test
    void selectingUsIsAcknowledgedAndBound() {
        var answer = request(
                KNOWN,
                HELD,
                DhcpOptions.NONE
                        .more()
                        .put(OptionCode.SERVER_IDENTIFIER, SERVER)
                        .put(OptionCode.REQUESTED_ADDRESS, GIVEN)
                        .build(),
                Ipv4Address.ANY);

        assertThat(reply(answer).type()).isEqualTo(DhcpMessageType.ACK);
        assertThat(answer.change()).isEqualTo(LeaseChange.BIND);
        assertThat(reply(answer).options().octets(OptionCode.LEASE_TIME)).contains(Octets.ofInt(3600));
        assertThat(reply(answer).options().octets(OptionCode.RENEWAL_TIME)).contains(Octets.ofInt(1800));
        assertThat(reply(answer).options().octets(OptionCode.REBINDING_TIME)).contains(Octets.ofInt(3150));
    }

    @Test
    void selectingAnotherServerLetsOurOfferGo() {
        var answer = request(
                KNOWN,
                HELD,
                DhcpOptions.NONE
                        .more()
                        .put(OptionCode.SERVER_IDENTIFIER, OTHER_SERVER)
                        .put(OptionCode.REQUESTED_ADDRESS, GIVEN)
                        .build(),
                Ipv4Address.ANY);

        assertThat(silence(answer)).isEqualTo(Reason.OTHER_SERVER_CHOSEN);
        assertThat(answer.change()).isEqualTo(LeaseChange.RELEASE);
    }

    @Test
    void selectingAnAddressThatWasNotOfferedIsRefused() {
        var answer = request(
                KNOWN,
                HELD,
                DhcpOptions.NONE
                        .more()
                        .put(OptionCode.SERVER_IDENTIFIER, SERVER)
                        .put(OptionCode.REQUESTED_ADDRESS, OTHER)
                        .build(),
                Ipv4Address.ANY);

        assertThat(reply(answer).type()).isEqualTo(DhcpMessageType.NAK);
        assertThat(reply(answer).yourAddress()).isEqualTo(Ipv4Address.ANY);
    }

    @Test
    void aRememberedAddressIsConfirmedRefusedOrPassedOverInSilence() {
        assertThat(reply(reboot(KNOWN, HELD, GIVEN)).type()).isEqualTo(DhcpMessageType.ACK);
        assertThat(reply(reboot(KNOWN, HELD, OTHER)).type()).isEqualTo(DhcpMessageType.NAK);
        assertThat(reply(reboot(KNOWN, HELD, ELSEWHERE)).type()).isEqualTo(DhcpMessageType.NAK);
        assertThat(silence(reboot(KNOWN, FREE, GIVEN))).isEqualTo(Reason.ADDRESS_NOT_OURS);
    }

    @Test
    void renewingIsAnsweredByUnicastToTheAddressInUse() {
        var answer = request(KNOWN, HELD, DhcpOptions.NONE, GIVEN);

        assertThat(reply(answer).type()).isEqualTo(DhcpMessageType.ACK);
        assertThat(reply(answer).clientAddress()).isEqualTo(GIVEN);
        assertThat(((Answer.Reply) answer).destination()).isEqualTo(new Answer.Destination(GIVEN, 68));
    }

    @Test
    void informIsAnsweredWithoutAddressAndLeaseTime() {
        var answer = Answers.answer(question(
                message(DhcpMessageType.INFORM, DhcpOptions.NONE, OTHER, Ipv4Address.ANY),
                KNOWN,
                FREE,
                Registration.MANUAL,
                false));

        assertThat(reply(answer).type()).isEqualTo(DhcpMessageType.ACK);
        assertThat(reply(answer).yourAddress()).isEqualTo(Ipv4Address.ANY);
        assertThat(reply(answer).options().octets(OptionCode.LEASE_TIME)).isEmpty();
        assertThat(answer.change()).isEqualTo(LeaseChange.NONE);
    }

    @Test
    void releaseAndDeclineChangeTheLeaseInSilence() {
        var ours = DhcpOptions.NONE
                .more()
                .put(OptionCode.SERVER_IDENTIFIER, SERVER)
                .build();
        var theirs = DhcpOptions.NONE
                .more()
                .put(OptionCode.SERVER_IDENTIFIER, OTHER_SERVER)
                .build();

        assertThat(changeBy(DhcpMessageType.RELEASE, ours)).isEqualTo(LeaseChange.RELEASE);
        assertThat(changeBy(DhcpMessageType.DECLINE, ours)).isEqualTo(LeaseChange.DECLINE);
        assertThat(changeBy(DhcpMessageType.RELEASE, theirs)).isEqualTo(LeaseChange.NONE);
        assertThat(changeBy(DhcpMessageType.DECLINE, theirs)).isEqualTo(LeaseChange.NONE);
    }

    @Test
    void aRelayedReplyGoesBackToTheRelayWithItsInformation() {
        var information = Octets.ofHex("0104deadbeef");
        var message = message(
                DhcpMessageType.DISCOVER,
                DhcpOptions.NONE
                        .more()
                        .put(OptionCode.RELAY_AGENT_INFORMATION, information)
                        .build(),
                Ipv4Address.ANY,
                RELAY);

        var answer = (Answer.Reply) Answers.answer(question(message, KNOWN, FREE, Registration.MANUAL, false));

        assertThat(answer.destination()).isEqualTo(new Answer.Destination(RELAY, 67));
        assertThat(answer.message().relayAddress()).isEqualTo(RELAY);
        assertThat(answer.message().options().octets(OptionCode.RELAY_AGENT_INFORMATION))
                .contains(information);
    }

    @Test
    void whatOnlyServersSendIsPassedOver() {
        for (var type : List.of(DhcpMessageType.OFFER, DhcpMessageType.ACK, DhcpMessageType.NAK)) {
            assertThat(silence(Answers.answer(question(
                            message(type, DhcpOptions.NONE, Ipv4Address.ANY, Ipv4Address.ANY),
                            KNOWN,
                            FREE,
                            Registration.MANUAL,
                            false))))
                    .isEqualTo(Reason.NOT_A_REQUEST);
        }
        assertThat(silence(ask("slirp-ack", KNOWN, FREE, Registration.AUTOMATIC)))
                .isEqualTo(Reason.NOT_A_REQUEST);
    }

    @Test
    void aSegmentForReservationsAnswersNobodyElse() {
        var message = DhcpDecoder.decode(Captures.dhcp("ovmf-pxe-discover"));
        var settings = mode(DhcpMode.RESERVATIONS_ONLY);

        assertThat(silence(Answers.answer(question(message, KNOWN, FREE, settings, Arrival.Door.SERVER))))
                .isEqualTo(Reason.NO_RESERVATION);
        assertThat(reply(Answers.answer(
                                question(message, KNOWN, new Allotment.Reserved(OTHER), settings, Arrival.Door.SERVER)))
                        .yourAddress())
                .isEqualTo(OTHER);
    }

    @Test
    void aSegmentThatIsSwitchedOffIsSilent() {
        var message = DhcpDecoder.decode(Captures.dhcp("ovmf-pxe-discover"));

        assertThat(silence(Answers.answer(question(message, KNOWN, HELD, mode(DhcpMode.OFF), Arrival.Door.SERVER))))
                .isEqualTo(Reason.SEGMENT_OFF);
    }

    @ParameterizedTest
    @CsvSource({
        "ovmf-pxe-discover,         snponly.efi,                                       PXEClient",
        "seabios-ipxe-rom-discover, http://10.99.1.1:8090/ipxe?mac=52:54:00:aa:00:01, PXEClient",
        "ovmf-http-discover,        http://10.99.1.1:8090/files/snponly.efi,           HTTPClient",
    })
    void aProxyOffersWhatToBootAndNoAddress(String capture, String file, String vendorClass) {
        var message = DhcpDecoder.decode(Captures.dhcp(capture));

        var answer = Answers.answer(question(message, STRANGER, FREE, mode(DhcpMode.PROXY), Arrival.Door.SERVER));

        var offer = reply(answer);
        assertThat(offer.type()).isEqualTo(DhcpMessageType.OFFER);
        assertThat(offer.yourAddress()).isEqualTo(Ipv4Address.ANY);
        assertThat(offer.bootFile()).isEqualTo(file);
        assertThat(offer.options().text(OptionCode.VENDOR_CLASS)).contains(vendorClass);
        assertThat(offer.options().values()).doesNotContainKeys(OptionCode.LEASE_TIME, OptionCode.SUBNET_MASK);
        assertThat(answer.change()).isEqualTo(LeaseChange.NONE);
    }

    @Test
    void aProxyIsSilentToWhoBootsNothingAndToRequestsForTheOtherServer() {
        var plain = DhcpDecoder.decode(Captures.dhcp("dhclient-discover"));
        var request = DhcpDecoder.decode(Captures.dhcp("ovmf-pxe-request"));
        var settings = mode(DhcpMode.PROXY);

        assertThat(silence(Answers.answer(question(plain, KNOWN, FREE, settings, Arrival.Door.SERVER))))
                .isEqualTo(Reason.OTHER_SERVER_SERVES);
        assertThat(silence(Answers.answer(question(request, KNOWN, FREE, settings, Arrival.Door.SERVER))))
                .isEqualTo(Reason.OTHER_SERVER_SERVES);
    }

    @Test
    void onTheProxysOwnPortTheBootFileIsAcknowledgedToWhereItWasAskedFrom() {
        var request = DhcpDecoder.decode(Captures.dhcp("ovmf-pxe-request"));

        var answer = (Answer.Reply)
                Answers.answer(question(request, STRANGER, FREE, mode(DhcpMode.PROXY), Arrival.Door.PROXY));

        assertThat(answer.message().type()).isEqualTo(DhcpMessageType.ACK);
        assertThat(answer.message().bootFile()).isEqualTo("snponly.efi");
        assertThat(answer.destination()).isEqualTo(new Answer.Destination(GIVEN, 4011));
    }

    @Test
    void theSegmentsOwnOptionsAreGivenWithTheClientsWordsInThem() {
        var settings = new SegmentDhcp(
                DhcpMode.SERVE,
                List.of(),
                false,
                null,
                null,
                Map.of("uefi-x64", "ipxe.efi"),
                List.of(
                        new DhcpOptionSetting(42, DhcpOptionSetting.Type.ADDRESSES, "10.99.1.7,10.99.1.8"),
                        new DhcpOptionSetting(15, DhcpOptionSetting.Type.TEXT, "${hostname}.example.org"),
                        new DhcpOptionSetting(26, DhcpOptionSetting.Type.UINT16, "1500"),
                        new DhcpOptionSetting(224, DhcpOptionSetting.Type.HEX, "00ff")),
                List.of());
        var message = DhcpDecoder.decode(Captures.dhcp("ovmf-pxe-discover"));

        var offer = reply(Answers.answer(question(message, KNOWN, FREE, settings, Arrival.Door.SERVER)));

        assertThat(offer.bootFile()).isEqualTo("ipxe.efi");
        assertThat(offer.options().octets(OptionCode.of(42))).contains(Octets.ofHex("0a6301070a630108"));
        assertThat(offer.options().text(OptionCode.of(15))).contains("web1.example.org");
        assertThat(offer.options().octets(OptionCode.of(26))).contains(Octets.ofHex("05dc"));
        assertThat(offer.options().octets(OptionCode.of(224))).contains(Octets.ofHex("00ff"));
    }

    @Test
    void whoSearchesWhileTheOtherServerIsToAnswerIsLeftToIt() {
        assertThat(silence(Answers.answer(
                        shared(message(DhcpMessageType.DISCOVER, DhcpOptions.NONE, ANY, ANY), FREE, true))))
                .isEqualTo(Reason.LEFT_TO_OTHER);
        assertThat(reply(Answers.answer(
                                shared(message(DhcpMessageType.DISCOVER, DhcpOptions.NONE, ANY, ANY), FREE, false)))
                        .yourAddress())
                .isEqualTo(GIVEN);
    }

    /** 10.99.1.105 is the second server's: it renews, rebinds or remembers it, and a NAK of ours would take it away. */
    @Test
    void anAddressOfTheOtherServerIsNeitherExtendedNorRefused() {
        for (var allotment : List.of(FREE, HELD, new Allotment.Exhausted())) {
            var renewing = message(DhcpMessageType.REQUEST, DhcpOptions.NONE, OTHER, ANY);
            var rebooting = message(
                    DhcpMessageType.REQUEST,
                    DhcpOptions.NONE
                            .more()
                            .put(OptionCode.REQUESTED_ADDRESS, OTHER)
                            .build(),
                    ANY,
                    ANY);
            assertThat(silence(Answers.answer(shared(renewing, allotment, false))))
                    .isEqualTo(Reason.LEFT_TO_OTHER);
            assertThat(silence(Answers.answer(shared(rebooting, allotment, false))))
                    .isEqualTo(Reason.LEFT_TO_OTHER);
        }
    }

    @Test
    void aReservedAddressIsExtendedByBothServersWhoseverItIs() {
        var renewing = message(DhcpMessageType.REQUEST, DhcpOptions.NONE, OTHER, ANY);

        assertThat(reply(Answers.answer(shared(renewing, new Allotment.Reserved(OTHER), false)))
                        .type())
                .isEqualTo(DhcpMessageType.ACK);
    }

    /** As the server 1/2 sees it. */
    private static Question shared(DhcpMessage message, Allotment allotment, boolean leftToOther) {
        return new Question(
                message,
                new Arrival(Arrival.Door.SERVER, List.of(SERVER), ANY, 68),
                FirmwareClassifier.classify(message.options()),
                TestSegments.segment(1, Registration.AUTOMATIC),
                false,
                SERVER,
                false,
                8090,
                null,
                KNOWN,
                allotment,
                TestSegments.segment(1, Registration.AUTOMATIC).machines(),
                Share.of("1/2"),
                leftToOther,
                Duration.ofHours(1));
    }

    private static SegmentDhcp mode(DhcpMode mode) {
        return new SegmentDhcp(mode, List.of(), false, null, null, Map.of(), List.of(), List.of());
    }

    private static Question question(
            DhcpMessage message, Standing standing, Allotment allotment, SegmentDhcp settings, Arrival.Door door) {
        return new Question(
                message,
                new Arrival(door, List.of(SERVER), GIVEN, door == Arrival.Door.PROXY ? 4011 : 68),
                FirmwareClassifier.classify(message.options()),
                TestSegments.segment(1, Registration.AUTOMATIC).with(settings),
                false,
                SERVER,
                false,
                8090,
                null,
                standing,
                allotment,
                TestSegments.segment(1, Registration.AUTOMATIC).machines(),
                Share.WHOLE,
                false,
                Duration.ofHours(1));
    }

    private static Answer reboot(Standing standing, Allotment allotment, Ipv4Address remembered) {
        return request(
                standing,
                allotment,
                DhcpOptions.NONE
                        .more()
                        .put(OptionCode.REQUESTED_ADDRESS, remembered)
                        .build(),
                Ipv4Address.ANY);
    }

    private static Answer request(
            Standing standing, Allotment allotment, DhcpOptions options, Ipv4Address clientAddress) {
        return Answers.answer(question(
                message(DhcpMessageType.REQUEST, options, clientAddress, Ipv4Address.ANY),
                standing,
                allotment,
                Registration.MANUAL,
                false));
    }

    private static LeaseChange changeBy(DhcpMessageType type, DhcpOptions options) {
        var answer = Answers.answer(
                question(message(type, options, GIVEN, Ipv4Address.ANY), KNOWN, HELD, Registration.MANUAL, false));
        assertThat(answer).isInstanceOf(Answer.Silence.class);
        return answer.change();
    }

    private static Answer ask(String capture, Standing standing, Allotment allotment, Registration registration) {
        return Answers.answer(
                question(DhcpDecoder.decode(Captures.dhcp(capture)), standing, allotment, registration, false));
    }

    private static Question question(
            DhcpMessage message,
            Standing standing,
            Allotment allotment,
            Registration registration,
            boolean servesPlainStrangers) {
        return new Question(
                message,
                new Arrival(Arrival.Door.SERVER, List.of(SERVER), Ipv4Address.ANY, 68),
                FirmwareClassifier.classify(message.options()),
                TestSegments.segment(1, registration),
                servesPlainStrangers,
                SERVER,
                false,
                8090,
                null,
                standing,
                allotment,
                TestSegments.segment(1, Registration.AUTOMATIC).machines(),
                Share.WHOLE,
                false,
                Duration.ofHours(1));
    }

    private static DhcpMessage message(
            DhcpMessageType type, DhcpOptions options, Ipv4Address clientAddress, Ipv4Address relay) {
        return new DhcpMessage(
                DhcpMessage.Operation.REQUEST,
                0,
                0x0BADCAFE,
                0,
                false,
                clientAddress,
                Ipv4Address.ANY,
                Ipv4Address.ANY,
                relay,
                MacAddress.of("52:54:00:12:34:56"),
                "",
                "",
                type,
                options);
    }

    private static DhcpMessage reply(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Reply.class);
        return ((Answer.Reply) answer).message();
    }

    private static Reason silence(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Silence.class);
        return ((Answer.Silence) answer).reason();
    }
}
