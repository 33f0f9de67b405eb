package io.metalwright.boot.dhcp6;

import io.metalwright.boot.dhcp.Answer.LeaseChange;
import io.metalwright.boot.dhcp.BootFile;
import io.metalwright.boot.dhcp.Standing;
import io.metalwright.boot.dhcp6.Dhcp6Answer.Reason;
import io.metalwright.boot.dhcp6.Dhcp6Answer.Silence;
import io.metalwright.boot.dhcp6.wire.Dhcp6MessageType;
import io.metalwright.boot.dhcp6.wire.Dhcp6OptionCode;
import io.metalwright.boot.dhcp6.wire.IdentityAssociation;
import io.metalwright.boot.dhcp6.wire.StatusCode;
import io.metalwright.boot.firmware.Firmware;
import io.metalwright.boot.lease.Ipv6LeaseBook.Allotted;
import io.metalwright.model.network.Ipv6Address;
import io.metalwright.model.network.Registration;
import java.util.List;
import java.util.Optional;

/** What a DHCPv6 message is answered (RFC 8415 section 18.3): a function of the {@link Dhcp6Question} alone. */
final class Dhcp6Answers {
    private Dhcp6Answers() {}

    /** @throws io.metalwright.boot.wire.MalformedPacketException where what the answer needs to read is cut short */
    static Dhcp6Answer answer(Dhcp6Question question) {
        return refused(question)
                .orElseGet(() -> switch (question.segment().dhcp().mode()) {
                    case SERVE -> given(question);
                    case RESERVATIONS_ONLY ->
                        question.isReserved() ? given(question) : new Silence(Reason.NO_RESERVATION);
                    case PROXY -> bootOnly(question);
                    case OFF -> new Silence(Reason.SEGMENT_OFF);
                });
    }

    /** What a message of its kind must have and must not have (RFC 8415 section 16). */
    private static Optional<Dhcp6Answer> refused(Dhcp6Question question) {
        boolean namesItself = question.message().options().has(Dhcp6OptionCode.CLIENT_IDENTIFIER);
        return switch (question.message().type()) {
            case SOLICIT, CONFIRM, REBIND ->
                namesItself && !question.namesServer() ? Optional.empty() : silent(Reason.INCOMPLETE);
            case REQUEST, RENEW, RELEASE, DECLINE -> {
                if (!namesItself || !question.namesServer()) {
                    yield silent(Reason.INCOMPLETE);
                }
                yield question.isForUs()
                        ? Optional.empty()
                        // A client that took another server's offer lets go of ours.
                        : Optional.of(new Silence(
                                Reason.OTHER_SERVER_CHOSEN,
                                question.message().type() == Dhcp6MessageType.REQUEST
                                        ? LeaseChange.RELEASE
                                        : LeaseChange.NONE));
            }
            case INFORMATION_REQUEST -> {
                if (question.message().options().has(Dhcp6OptionCode.IA_NA)) {
                    yield silent(Reason.INCOMPLETE);
                }
                yield question.namesServer() && !question.isForUs()
                        ? silent(Reason.OTHER_SERVER_CHOSEN)
                        : Optional.empty();
            }
            case ADVERTISE, REPLY, RECONFIGURE -> silent(Reason.NOT_A_REQUEST);
        };
    }

    private static Optional<Dhcp6Answer> silent(Reason reason) {
        return Optional.of(new Silence(reason));
    }

    private static Dhcp6Answer given(Dhcp6Question question) {
        if (question.ipv6().machines() == null && question.allotted().isEmpty()) {
            return question.message().type() == Dhcp6MessageType.INFORMATION_REQUEST
                    ? information(question)
                    : bootOnly(question);
        }
        return switch (question.message().type()) {
            case SOLICIT -> solicit(question);
            case REQUEST -> served(question).orElseGet(() -> granted(question, LeaseChange.BIND));
            case RENEW -> served(question).orElseGet(() -> extended(question));
            case REBIND -> served(question).orElseGet(() -> rebound(question));
            case CONFIRM -> served(question).orElseGet(() -> confirmed(question));
            case RELEASE -> Dhcp6Replies.acknowledging(question, LeaseChange.RELEASE, "released");
            case DECLINE -> Dhcp6Replies.acknowledging(question, LeaseChange.DECLINE, "set aside");
            case INFORMATION_REQUEST -> information(question);
            case ADVERTISE, REPLY, RECONFIGURE -> new Silence(Reason.NOT_A_REQUEST);
        };
    }

    /** Addresses come from elsewhere: who boots from the network is told what, and nobody is told anything else. */
    private static Dhcp6Answer bootOnly(Dhcp6Question question) {
        if (!question.firmware().bootsFromNetwork() || question.bootFile() instanceof BootFile.Nothing) {
            return new Silence(Reason.OTHER_SERVER_SERVES);
        }
        return switch (question.message().type()) {
            // UEFI HTTP boot takes an advertisement without addresses for that of a proxy, beside which another
            // server's may stand; nobody else does.
            case SOLICIT ->
                question.firmware() instanceof Firmware.UefiHttp
                        ? served(question).orElseGet(() -> Dhcp6Replies.telling(question, Dhcp6MessageType.ADVERTISE))
                        : new Silence(Reason.OTHER_SERVER_SERVES);
            case INFORMATION_REQUEST ->
                served(question).orElseGet(() -> Dhcp6Replies.telling(question, Dhcp6MessageType.REPLY));
            case REQUEST, CONFIRM, RENEW, REBIND, RELEASE, DECLINE, ADVERTISE, REPLY, RECONFIGURE ->
                new Silence(Reason.OTHER_SERVER_SERVES);
        };
    }

    private static Dhcp6Answer information(Dhcp6Question question) {
        return served(question).orElseGet(() -> Dhcp6Replies.telling(question, Dhcp6MessageType.REPLY));
    }

    /** Empty when this client is to be served, else why not. */
    private static Optional<Dhcp6Answer> served(Dhcp6Question question) {
        return switch (question.standing()) {
            case Standing.Known ignored -> Optional.empty();
            case Standing.OfClass ignored -> Optional.empty();
            case Standing.Stranger(boolean bound) -> {
                if (question.isReserved()) {
                    yield Optional.empty();
                }
                if (!question.firmware().bootsFromNetwork()) {
                    yield bound || question.servesPlainStrangers() ? Optional.empty() : silent(Reason.PLAIN_STRANGER);
                }
                yield question.segment().registration() == Registration.AUTOMATIC
                        ? Optional.empty()
                        : silent(Reason.STRANGER_NOT_REGISTERED);
            }
        };
    }

    private static Dhcp6Answer solicit(Dhcp6Question question) {
        // Of two servers one commits, or each would bind an address (RFC 8415 section 18.3.1).
        boolean atOnce = question.message().options().has(Dhcp6OptionCode.RAPID_COMMIT)
                && question.isPreferred()
                && question.allotted().isPresent();
        return served(question).orElseGet(() -> granted(question, atOnce ? LeaseChange.BIND : LeaseChange.OFFER));
    }

    /** The address that the client is to have, whatever it named; if none is left it is told so. */
    private static Dhcp6Answer granted(Dhcp6Question question, LeaseChange change) {
        var associations = question.message().options().identityAssociations();
        if (associations.isEmpty()) {
            return new Silence(Reason.INCOMPLETE);
        }
        return Dhcp6Replies.granting(question, associations, question.allotted().map(Allotted::address), change);
    }

    /** RFC 8415 section 18.3.4. */
    private static Dhcp6Answer extended(Dhcp6Question question) {
        var associations = question.message().options().identityAssociations();
        if (associations.isEmpty()) {
            return new Silence(Reason.INCOMPLETE);
        }
        return isItsOwn(question, associations)
                ? granted(question, LeaseChange.BIND)
                : Dhcp6Replies.refusing(question, associations, StatusCode.NO_BINDING, "no address of ours is yours");
    }

    /** RFC 8415 section 18.3.5. Without a record of it, what is on this link may be another server's. */
    private static Dhcp6Answer rebound(Dhcp6Question question) {
        var associations = question.message().options().identityAssociations();
        var named = named(associations);
        if (named.isEmpty()) {
            return new Silence(Reason.INCOMPLETE);
        }
        if (isItsOwn(question, associations)) {
            return granted(question, LeaseChange.BIND);
        }
        return named.stream().noneMatch(question.ipv6().prefix()::contains)
                ? Dhcp6Replies.ending(question, associations)
                : new Silence(Reason.ADDRESS_NOT_OURS);
    }

    /** RFC 8415 section 18.3.3: whether its addresses fit where it is now, and nothing else. */
    private static Dhcp6Answer confirmed(Dhcp6Question question) {
        var named = named(question.message().options().identityAssociations());
        if (named.isEmpty()) {
            return new Silence(Reason.INCOMPLETE);
        }
        return named.stream().allMatch(question.ipv6().prefix()::contains)
                ? Dhcp6Replies.stating(question, StatusCode.SUCCESS, "on this link")
                : Dhcp6Replies.stating(question, StatusCode.NOT_ON_LINK, "an address belongs to another network");
    }

    /** Whether it names the address that it has from us. */
    private static boolean isItsOwn(Dhcp6Question question, List<IdentityAssociation> associations) {
        return question.allotted()
                .filter(Allotted::isHeld)
                .filter(held -> named(associations).contains(held.address()))
                .isPresent();
    }

    static List<Ipv6Address> named(List<IdentityAssociation> associations) {
        return associations.stream()
                .flatMap(association -> association.addresses().stream())
                .map(IdentityAssociation.Address::address)
                .toList();
    }
}
