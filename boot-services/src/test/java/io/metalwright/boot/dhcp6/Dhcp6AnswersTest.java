package io.metalwright.boot.dhcp6;

import static org.assertj.core.api.Assertions.assertThat;

import io.metalwright.boot.TestSegments;
import io.metalwright.boot.dhcp.Answer.LeaseChange;
import io.metalwright.boot.dhcp.Standing;
import io.metalwright.boot.dhcp6.Dhcp6Answer.Reason;
import io.metalwright.boot.dhcp6.wire.Dhcp6Message;
import io.metalwright.boot.dhcp6.wire.Dhcp6MessageType;
import io.metalwright.boot.dhcp6.wire.Dhcp6Option;
import io.metalwright.boot.dhcp6.wire.Dhcp6OptionCode;
import io.metalwright.boot.dhcp6.wire.Dhcp6Options;
import io.metalwright.boot.dhcp6.wire.IdentityAssociation;
import io.metalwright.boot.firmware.FirmwareClassifier;
import io.metalwright.boot.lease.Ipv6LeaseBook.Allotted;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.MacAddress;
import io.metalwright.model.network.DhcpMode;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Ipv6Prefix;
import io.metalwright.model.network.Ipv6Range;
import io.metalwright.model.network.Registration;
import io.metalwright.model.network.RouterAdvertising;
import io.metalwright.model.network.SegmentDhcp;
import io.metalwright.model.network.SegmentIpv6;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Dhcp6AnswersTest {
    private static final Octets OURS = Octets.ofHex("0004" + "aa".repeat(16));
    private static final Octets OTHERS = Octets.ofHex("0004" + "bb".repeat(16));
    private static final Ipv6Address GIVEN = Ipv6Address.of("fd99::100");
    private static final Ipv6Address STALE = Ipv6Address.of("fd99::1ff");
    private static final Ipv6Address ELSEWHERE = Ipv6Address.of("fd98::1");
    private static final String URL = "http://[fd99::1]:8090/files/snponly.efi";
    private static final Allotted FREE = new Allotted(GIVEN, false);
    private static final Allotted HELD = new Allotted(GIVEN, true);

    private DhcpMode mode = DhcpMode.SERVE;
    private Registration registration = Registration.AUTOMATIC;
    private Standing standing = new Standing.Stranger(false);
    private Ipv6Range range = new Ipv6Range(GIVEN, STALE);
    private Allotted allotted = FREE;
    private boolean isReserved;

    @Test
    void httpBootFirmwareIsAdvertisedAnAddressAndTheFileItCanLoad() {
        var answer = answer(solicit(Dhcp6Messages.AS_HTTP_BOOT));

        assertThat(answer.change()).isEqualTo(LeaseChange.OFFER);
        var message = reply(answer);
        assertThat(message.type()).isEqualTo(Dhcp6MessageType.ADVERTISE);
        assertThat(url(message)).contains(URL);
        assertThat(message.options().vendorClasses()).containsExactly("HTTPClient");
        assertThat(message.options().octets(Dhcp6OptionCode.SERVER_IDENTIFIER)).contains(OURS);
        assertThat(message.options().octets(Dhcp6OptionCode.CLIENT_IDENTIFIER)).contains(Dhcp6Messages.DUID);
        assertThat(message.options().octets(Dhcp6OptionCode.PREFERENCE)).contains(Octets.ofHex("ff"));
        assertThat(message.options().octets(Dhcp6OptionCode.NAME_SERVERS))
                .contains(Octets.of(Ipv6Address.of("fd99::53").octets()));
        assertThat(association(message))
                .isEqualTo(IdentityAssociation.of(0x00990601, GIVEN, Duration.ofHours(1), List.of()));
    }

    @Test
    void pxeIsSentToTftpAndIpxeToItsScript() {
        assertThat(url(reply(answer(solicit(Dhcp6Messages.AS_PXE))))).contains("tftp://[fd99::1]/snponly.efi");
        assertThat(url(reply(answer(solicit(Dhcp6Messages.AS_IPXE)))))
                .contains("http://[fd99::1]:8090/ipxe?mac=52:54:00:99:06:01");
        // Whose vendor class is PXEClient is asked for the file again, on port 4011.
        assertThat(reply(answer(solicit(Dhcp6Messages.AS_PXE))).options().vendorClasses())
                .isEmpty();
    }

    @Test
    void whoWantsItAtOnceGetsItAtOnce() {
        var answer = answer(
                Dhcp6Messages.with(solicit(Dhcp6Messages.AS_HTTP_BOOT), Dhcp6OptionCode.RAPID_COMMIT, Octets.NONE));

        assertThat(answer.change()).isEqualTo(LeaseChange.BIND);
        assertThat(reply(answer).type()).isEqualTo(Dhcp6MessageType.REPLY);
        assertThat(reply(answer).options().has(Dhcp6OptionCode.RAPID_COMMIT)).isTrue();
    }

    @Test
    void aFullRangeIsSaid() {
        allotted = null;
        for (var message : List.of(
                solicit(Dhcp6Messages.AS_HTTP_BOOT),
                Dhcp6Messages.with(solicit(Dhcp6Messages.AS_HTTP_BOOT), Dhcp6OptionCode.RAPID_COMMIT, Octets.NONE))) {
            var answer = answer(message);
            assertThat(answer.change()).isEqualTo(LeaseChange.NONE);
            assertThat(reply(answer).type()).isEqualTo(Dhcp6MessageType.ADVERTISE);
            assertThat(status(association(reply(answer)).options())).isEqualTo(2);
        }
    }

    @Test
    void aRequestIsBoundAndWhatTheClientNamedBesideIsToBeGivenUp() {
        var answer = answer(toUs(naming(Dhcp6MessageType.REQUEST, STALE)));

        assertThat(answer.change()).isEqualTo(LeaseChange.BIND);
        assertThat(association(reply(answer)).addresses())
                .containsExactly(
                        new IdentityAssociation.Address(GIVEN, 3600, 3600),
                        new IdentityAssociation.Address(STALE, 0, 0));
        assertThat(association(reply(answer)).renewal()).isEqualTo(1800);
        assertThat(association(reply(answer)).rebinding()).isEqualTo(2880);
    }

    @Test
    void aSecondAssociationAPrefixAndATemporaryAddressAreRefused() {
        var message = toUs(naming(Dhcp6MessageType.REQUEST, GIVEN));
        message = Dhcp6Messages.with(message, Dhcp6OptionCode.IA_NA, Octets.ofHex("00000002" + "0".repeat(16)));
        message = Dhcp6Messages.with(message, Dhcp6OptionCode.IA_TA, Octets.ofHex("00000003"));
        message = Dhcp6Messages.with(message, Dhcp6OptionCode.IA_PD, Octets.ofHex("00000004" + "0".repeat(16)));

        var options = reply(answer(message)).options();

        var associations = options.identityAssociations();
        assertThat(associations.getFirst().addresses()).hasSize(1);
        assertThat(status(associations.getLast().options())).isEqualTo(2);
        assertThat(options.octets(Dhcp6OptionCode.IA_TA)).contains(Octets.ofHex("00000003" + "000d00020002"));
        assertThat(options.octets(Dhcp6OptionCode.IA_PD))
                .contains(Octets.ofHex("00000004" + "0".repeat(16) + "000d00020006"));
    }

    @Test
    void whatWasChosenFromAnotherServerIsNotAnswered() {
        for (var type : List.of(Dhcp6MessageType.REQUEST, Dhcp6MessageType.RENEW, Dhcp6MessageType.RELEASE)) {
            var message = Dhcp6Messages.with(naming(type, GIVEN), Dhcp6OptionCode.SERVER_IDENTIFIER, OTHERS);
            assertThat(silence(answer(message))).isEqualTo(Reason.OTHER_SERVER_CHOSEN);
        }
    }

    @Test
    void aRenewalIsExtendedForWhoHasItAndRefusedForOthers() {
        allotted = HELD;
        assertThat(answer(toUs(naming(Dhcp6MessageType.RENEW, GIVEN))).change()).isEqualTo(LeaseChange.BIND);

        allotted = FREE;
        var refused = answer(toUs(naming(Dhcp6MessageType.RENEW, GIVEN)));
        assertThat(refused.change()).isEqualTo(LeaseChange.NONE);
        assertThat(status(association(reply(refused)).options())).isEqualTo(3);
    }

    @Test
    void rebindingEndsWhatBelongsElsewhereAndIsSilentAboutWhatMayBeAnothers() {
        allotted = HELD;
        assertThat(answer(naming(Dhcp6MessageType.REBIND, GIVEN)).change()).isEqualTo(LeaseChange.BIND);

        assertThat(association(reply(answer(naming(Dhcp6MessageType.REBIND, ELSEWHERE))))
                        .addresses())
                .containsExactly(new IdentityAssociation.Address(ELSEWHERE, 0, 0));
        assertThat(silence(answer(naming(Dhcp6MessageType.REBIND, STALE)))).isEqualTo(Reason.ADDRESS_NOT_OURS);
    }

    @Test
    void confirmingSaysWhetherAnAddressFitsTheLink() {
        assertThat(status(reply(answer(naming(Dhcp6MessageType.CONFIRM, STALE))).options()))
                .isZero();
        assertThat(status(reply(answer(naming(Dhcp6MessageType.CONFIRM, ELSEWHERE)))
                        .options()))
                .isEqualTo(4);
    }

    @Test
    void releasingAndDecliningAreAcknowledged() {
        for (var type : List.of(Dhcp6MessageType.RELEASE, Dhcp6MessageType.DECLINE)) {
            var answer = answer(toUs(naming(type, GIVEN)));
            assertThat(answer.change().name()).isEqualTo(type.name());
            assertThat(status(reply(answer).options())).isZero();
        }
    }

    @Test
    void whoNeedsNoAddressIsToldTheRest() {
        var message = Dhcp6Messages.without(
                message(Dhcp6MessageType.INFORMATION_REQUEST, Dhcp6Messages.AS_HTTP_BOOT), Dhcp6OptionCode.IA_NA);

        var answer = reply(answer(message));

        assertThat(answer.type()).isEqualTo(Dhcp6MessageType.REPLY);
        assertThat(url(answer)).contains(URL);
        assertThat(answer.options().has(Dhcp6OptionCode.IA_NA)).isFalse();
    }

    @Test
    void besideAnotherServerOrWithoutARangeFirmwareIsToldWhatToBootAndNobodyGetsAnAddress() {
        for (var proxied : List.of(true, false)) {
            mode = proxied ? DhcpMode.PROXY : DhcpMode.SERVE;
            range = proxied ? range : null;
            allotted = null;
            var advertisement = reply(answer(solicit(Dhcp6Messages.AS_HTTP_BOOT)));
            assertThat(advertisement.type()).isEqualTo(Dhcp6MessageType.ADVERTISE);
            assertThat(url(advertisement)).contains(URL);
            assertThat(advertisement.options().has(Dhcp6OptionCode.IA_NA)).isFalse();

            standing = new Standing.Known("web1");
            assertThat(silence(answer(solicit(Dhcp6Messages.AS_PXE)))).isEqualTo(Reason.OTHER_SERVER_SERVES);
            assertThat(silence(answer(solicit(Dhcp6Messages.AS_NOBODY)))).isEqualTo(Reason.OTHER_SERVER_SERVES);
            assertThat(silence(answer(toUs(naming(Dhcp6MessageType.REQUEST, GIVEN)))))
                    .isEqualTo(Reason.OTHER_SERVER_SERVES);
        }
    }

    @Test
    void reservationsOnlyMeansMachinesThatWereEnteredForThisSegment() {
        mode = DhcpMode.RESERVATIONS_ONLY;
        standing = new Standing.Known("web1");
        assertThat(silence(answer(solicit(Dhcp6Messages.AS_HTTP_BOOT)))).isEqualTo(Reason.NO_RESERVATION);

        isReserved = true;
        assertThat(answer(solicit(Dhcp6Messages.AS_HTTP_BOOT)).change()).isEqualTo(LeaseChange.OFFER);
    }

    @Test
    void switchedOffIsSilent() {
        mode = DhcpMode.OFF;
        assertThat(silence(answer(solicit(Dhcp6Messages.AS_HTTP_BOOT)))).isEqualTo(Reason.SEGMENT_OFF);
    }

    @ParameterizedTest
    @EnumSource(
            value = Registration.class,
            names = {"MANUAL", "OFF"})
    void strangersGetNothingWhereNobodyRegistersByItself(Registration strict) {
        registration = strict;
        assertThat(silence(answer(solicit(Dhcp6Messages.AS_HTTP_BOOT)))).isEqualTo(Reason.STRANGER_NOT_REGISTERED);
    }

    @Test
    void aPlainStrangerGetsNothingUnlessItHasALease() {
        assertThat(silence(answer(solicit(Dhcp6Messages.AS_NOBODY)))).isEqualTo(Reason.PLAIN_STRANGER);

        standing = new Standing.Stranger(true);
        assertThat(url(reply(answer(solicit(Dhcp6Messages.AS_NOBODY))))).isEmpty();
    }

    @Test
    void whoHasAReservationIsServedWithoutARangeAndThoughNobodyKnowsIt() {
        range = null;
        isReserved = true;
        standing = new Standing.Stranger(false);

        assertThat(association(reply(answer(solicit(Dhcp6Messages.AS_NOBODY)))).addresses())
                .hasSize(1);
    }

    /** RFC 8415 section 16. */
    @Test
    void whatLacksItsIdentifiersOrHasThoseItMayNotHaveIsDropped() {
        var namesServer =
                Dhcp6Messages.with(solicit(Dhcp6Messages.AS_HTTP_BOOT), Dhcp6OptionCode.SERVER_IDENTIFIER, OURS);
        var nameless = Dhcp6Messages.without(solicit(Dhcp6Messages.AS_HTTP_BOOT), Dhcp6OptionCode.CLIENT_IDENTIFIER);
        var toNobody = naming(Dhcp6MessageType.REQUEST, GIVEN);
        var informed = message(Dhcp6MessageType.INFORMATION_REQUEST, Dhcp6Messages.AS_HTTP_BOOT);
        for (var message : List.of(namesServer, nameless, toNobody, informed)) {
            assertThat(silence(answer(message))).isEqualTo(Reason.INCOMPLETE);
        }
        assertThat(silence(answer(message(Dhcp6MessageType.REPLY, List.of())))).isEqualTo(Reason.NOT_A_REQUEST);
    }

    private Dhcp6Answer answer(Dhcp6Message message) {
        var ipv6 = new SegmentIpv6(
                Ipv6Prefix.of("fd99::/64"), range, List.of(Ipv6Address.of("fd99::53")), RouterAdvertising.OFF);
        return Dhcp6Answers.answer(new Dhcp6Question(
                message,
                MacAddress.of("52:54:00:99:06:01"),
                FirmwareClassifier.classify(message.options()),
                TestSegments.segment(1, registration)
                        .with(new SegmentDhcp(mode, List.of(), false, null, null, Map.of(), List.of(), List.of()))
                        .with(ipv6),
                ipv6,
                OURS,
                Ipv6Address.of("fd99::1"),
                8090,
                false,
                standing,
                isReserved,
                Optional.ofNullable(allotted),
                true,
                Duration.ofHours(1)));
    }

    private static Dhcp6Message message(Dhcp6MessageType type, List<Dhcp6Option> more) {
        return Dhcp6Messages.message(type, more);
    }

    private static Dhcp6Message solicit(List<Dhcp6Option> more) {
        return message(Dhcp6MessageType.SOLICIT, more);
    }

    private static Dhcp6Message naming(Dhcp6MessageType type, Ipv6Address address) {
        return Dhcp6Messages.naming(message(type, Dhcp6Messages.AS_HTTP_BOOT), address);
    }

    private static Dhcp6Message toUs(Dhcp6Message message) {
        return Dhcp6Messages.with(message, Dhcp6OptionCode.SERVER_IDENTIFIER, OURS);
    }

    private static Dhcp6Message reply(Dhcp6Answer answer) {
        assertThat(answer).isInstanceOf(Dhcp6Answer.Reply.class);
        return ((Dhcp6Answer.Reply) answer).message();
    }

    private static Reason silence(Dhcp6Answer answer) {
        assertThat(answer).isInstanceOf(Dhcp6Answer.Silence.class);
        return ((Dhcp6Answer.Silence) answer).reason();
    }

    private static Optional<String> url(Dhcp6Message message) {
        return message.options().octets(Dhcp6OptionCode.BOOT_FILE_URL).map(Octets::text);
    }

    private static IdentityAssociation association(Dhcp6Message message) {
        return message.options().identityAssociations().getFirst();
    }

    private static int status(Dhcp6Options options) {
        var value = options.octets(Dhcp6OptionCode.STATUS_CODE).orElseThrow();
        return value.unsigned(0) << 8 | value.unsigned(1);
    }
}
