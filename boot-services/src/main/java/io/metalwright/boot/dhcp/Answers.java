package io.metalwright.boot.dhcp;

import io.metalwright.boot.dhcp.Answer.LeaseChange;
import io.metalwright.boot.dhcp.Answer.Reason;
import io.metalwright.boot.dhcp.Answer.Silence;
import io.metalwright.boot.dhcp.wire.DhcpMessage;
import io.metalwright.boot.dhcp.wire.DhcpMessageType;
import io.metalwright.boot.dhcp.wire.OptionCode;
import io.metalwright.boot.lease.Allotment;
import io.metalwright.model.network.Ipv4Address;
import io.metalwright.model.network.Registration;
import java.util.Optional;

/** What a DHCP message is answered (RFC 2131 section 4.3): a function of the {@link Question} alone. */
public final class Answers {
    private Answers() {}

    public static Answer answer(Question question) {
        var message = question.message();
        if (message.operation() != DhcpMessage.Operation.REQUEST) {
            return new Silence(Reason.NOT_A_REQUEST);
        }
        return switch (question.segment().dhcp().mode()) {
            case SERVE -> given(question);
            case RESERVATIONS_ONLY ->
                question.allotment() instanceof Allotment.Reserved
                        ? given(question)
                        : new Silence(Reason.NO_RESERVATION);
            case PROXY -> proxied(question);
            case OFF -> new Silence(Reason.SEGMENT_OFF);
        };
    }

    private static Answer given(Question question) {
        if (question.arrival().door() == Arrival.Door.PROXY) {
            return new Silence(Reason.OTHER_SERVER_CHOSEN);
        }
        return switch (question.message().type()) {
            case DISCOVER -> served(question).orElseGet(() -> discover(question));
            case REQUEST -> request(question);
            case INFORM -> inform(question);
            case DECLINE -> isForUs(question) ? new Silence(Reason.NO_ANSWER_DUE, LeaseChange.DECLINE) : otherServer();
            case RELEASE -> isForUs(question) ? new Silence(Reason.NO_ANSWER_DUE, LeaseChange.RELEASE) : otherServer();
            case OFFER, ACK, NAK -> new Silence(Reason.NOT_A_REQUEST);
        };
    }

    /**
     * Beside another server: on port 67 a DISCOVER is offered a boot file without an address; on port 4011, whoever has an address by then is
     * told it again.
     */
    private static Answer proxied(Question question) {
        if (!question.firmware().bootsFromNetwork() || question.bootFile() instanceof BootFile.Nothing) {
            return new Silence(Reason.OTHER_SERVER_SERVES);
        }
        var type = question.message().type();
        return switch (question.arrival().door()) {
            case SERVER ->
                type == DhcpMessageType.DISCOVER
                        ? served(question).orElseGet(() -> Replies.proxying(question, DhcpMessageType.OFFER))
                        : new Silence(Reason.OTHER_SERVER_SERVES);
            case PROXY ->
                type == DhcpMessageType.REQUEST || type == DhcpMessageType.INFORM
                        ? served(question).orElseGet(() -> Replies.proxying(question, DhcpMessageType.ACK))
                        : new Silence(Reason.OTHER_SERVER_SERVES);
        };
    }

    /** Empty when this client is to be served, else why not. */
    private static Optional<Answer> served(Question question) {
        return switch (question.standing()) {
            case Standing.Known ignored -> Optional.empty();
            case Standing.OfClass ignored -> Optional.empty();
            case Standing.Stranger(boolean bound) -> {
                if (!question.firmware().bootsFromNetwork()) {
                    yield bound || question.servesPlainStrangers()
                            ? Optional.empty()
                            : Optional.of(new Silence(Reason.PLAIN_STRANGER));
                }
                yield question.segment().registration() == Registration.AUTOMATIC
                        ? Optional.empty()
                        : Optional.of(new Silence(Reason.STRANGER_NOT_REGISTERED));
            }
        };
    }

    private static Answer discover(Question question) {
        if (question.leftToOther()) {
            return new Silence(Reason.LEFT_TO_OTHER);
        }
        return address(question)
                .<Answer>map(address -> Replies.granting(question, DhcpMessageType.OFFER, address, LeaseChange.OFFER))
                .orElseGet(() -> new Silence(Reason.NO_ADDRESS_LEFT));
    }

    /** Tells apart the client's four states by what it fills in (RFC 2131 section 4.3.2 and table 4). */
    private static Answer request(Question question) {
        var message = question.message();
        var chosenServer = message.options().address(OptionCode.SERVER_IDENTIFIER);
        var wished = message.options().address(OptionCode.REQUESTED_ADDRESS);
        if (chosenServer.isPresent()) {
            // SELECTING. A client that took another server's offer lets go of ours.
            if (!chosenServer.get().equals(question.server())) {
                return new Silence(Reason.OTHER_SERVER_CHOSEN, LeaseChange.RELEASE);
            }
            return served(question)
                    .orElseGet(() ->
                            wished.isEmpty() ? new Silence(Reason.INCOMPLETE) : grantOrRefuse(question, wished.get()));
        }
        // INIT-REBOOT names the address in option 50; RENEWING and REBINDING use it already and name it in ciaddr.
        var remembered = wished.or(() -> Optional.of(message.clientAddress()).filter(a -> !a.equals(Ipv4Address.ANY)));
        if (remembered.isEmpty()) {
            return new Silence(Reason.INCOMPLETE);
        }
        var refusal = served(question);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!question.segment().cidr().contains(remembered.get())) {
            // It was moved here from another network and would be mute with that address.
            return Replies.refusing(question, "this address belongs to another network");
        }
        if (isOfOtherServer(question, remembered.get())) {
            // The other server of ours extends its own leases, and what it does not extend runs out. To say no in its
            // place would cost a client its
            // address while that one is away.
            return new Silence(Reason.LEFT_TO_OTHER);
        }
        boolean recorded = !(question.allotment() instanceof Allotment.Free)
                && !(question.allotment() instanceof Allotment.Exhausted);
        return recorded ? grantOrRefuse(question, remembered.get()) : new Silence(Reason.ADDRESS_NOT_OURS);
    }

    private static boolean isOfOtherServer(Question question, Ipv4Address address) {
        var range = question.range();
        return !question.share().owns(address)
                && range != null
                && range.contains(address)
                && !(question.allotment() instanceof Allotment.Reserved);
    }

    private static Answer grantOrRefuse(Question question, Ipv4Address address) {
        return address(question).filter(address::equals).isPresent()
                ? Replies.granting(question, DhcpMessageType.ACK, address, LeaseChange.BIND)
                : Replies.refusing(question, "this address is not yours");
    }

    /** The client has an address and wants the rest (RFC 2131 section 4.3.5). */
    private static Answer inform(Question question) {
        if (question.message().clientAddress().equals(Ipv4Address.ANY)) {
            return new Silence(Reason.INCOMPLETE);
        }
        return served(question).orElseGet(() -> Replies.informing(question));
    }

    private static Optional<Ipv4Address> address(Question question) {
        return switch (question.allotment()) {
            case Allotment.Reserved(Ipv4Address address) -> Optional.of(address);
            case Allotment.Held(Ipv4Address address) -> Optional.of(address);
            case Allotment.Free(Ipv4Address address) -> Optional.of(address);
            case Allotment.Exhausted ignored -> Optional.empty();
        };
    }

    private static boolean isForUs(Question question) {
        return question.message()
                .options()
                .address(OptionCode.SERVER_IDENTIFIER)
                .filter(question.server()::equals)
                .isPresent();
    }

    private static Answer otherServer() {
        return new Silence(Reason.OTHER_SERVER_CHOSEN);
    }
}
