package io.metalwright.boot.dhcp6;

import io.metalwright.boot.dhcp.Answer.LeaseChange;
import io.metalwright.boot.dhcp.BootFile;
import io.metalwright.boot.dhcp6.wire.Dhcp6Message;
import io.metalwright.boot.dhcp6.wire.Dhcp6MessageType;
import io.metalwright.boot.dhcp6.wire.Dhcp6OptionCode;
import io.metalwright.boot.dhcp6.wire.Dhcp6Options;
import io.metalwright.boot.dhcp6.wire.IdentityAssociation;
import io.metalwright.boot.dhcp6.wire.StatusCode;
import io.metalwright.boot.firmware.Firmware;
import io.metalwright.boot.wire.Octets;
import io.metalwright.model.network.Ipv6Address;
import java.util.List;
import java.util.Optional;

/** Fills in advertisements and replies (RFC 8415 section 18.3). */
final class Dhcp6Replies {
    /** Of the Intel Corporation, under which UEFI names its classes (UEFI 2.10 section 24.3.4). */
    private static final int INTEL = 343;

    /** RFC 8415 section 18.2.1: the client looks for no other advertisement. */
    private static final Octets TAKE_THIS = Octets.ofHex("ff");

    private static final String HTTP_CLIENT = "HTTPClient";
    private static final String NONE_LEFT = "no address is left";

    private Dhcp6Replies() {}

    /** An address for the first association; a machine has one, so that others get none. */
    static Dhcp6Answer granting(
            Dhcp6Question question,
            List<IdentityAssociation> associations,
            Optional<Ipv6Address> address,
            LeaseChange change) {
        boolean isOffer = change == LeaseChange.OFFER || address.isEmpty() && isSolicit(question);
        var options = common(question);
        if (isOffer) {
            if (question.isPreferred() && address.isPresent()) {
                options.put(Dhcp6OptionCode.PREFERENCE, TAKE_THIS);
            }
        } else if (isSolicit(question)) {
            options.put(Dhcp6OptionCode.RAPID_COMMIT, Octets.NONE);
        }
        for (int i = 0; i < associations.size(); i++) {
            var association = associations.get(i);
            options.put(
                    i == 0 && address.isPresent()
                            ? IdentityAssociation.of(
                                    association.id(),
                                    address.get(),
                                    question.leaseTime(),
                                    isOffer ? List.of() : others(association, address.get()))
                            : IdentityAssociation.refused(
                                    association.id(), StatusCode.NO_ADDRESSES_AVAILABLE, NONE_LEFT));
        }
        prefixesRefused(question, options);
        configured(question, options);
        return new Dhcp6Answer.Reply(
                message(question, isOffer ? Dhcp6MessageType.ADVERTISE : Dhcp6MessageType.REPLY, options),
                address.isPresent() ? change : LeaseChange.NONE,
                address.orElse(null));
    }

    /** What to boot and whom to ask for names, and no address. */
    static Dhcp6Answer telling(Dhcp6Question question, Dhcp6MessageType type) {
        var options = common(question);
        configured(question, options);
        return new Dhcp6Answer.Reply(message(question, type, options), LeaseChange.NONE, null);
    }

    static Dhcp6Answer refusing(
            Dhcp6Question question, List<IdentityAssociation> associations, StatusCode status, String why) {
        var options = common(question);
        associations.forEach(each -> options.put(IdentityAssociation.refused(each.id(), status, why)));
        return new Dhcp6Answer.Reply(message(question, Dhcp6MessageType.REPLY, options), LeaseChange.NONE, null);
    }

    /** None of these addresses is to be used any longer. */
    static Dhcp6Answer ending(Dhcp6Question question, List<IdentityAssociation> associations) {
        var options = common(question);
        associations.forEach(
                each -> options.put(IdentityAssociation.ended(each.id(), Dhcp6Answers.named(List.of(each)))));
        return new Dhcp6Answer.Reply(message(question, Dhcp6MessageType.REPLY, options), LeaseChange.NONE, null);
    }

    static Dhcp6Answer stating(Dhcp6Question question, StatusCode status, String why) {
        var options = common(question).put(status, why);
        return new Dhcp6Answer.Reply(message(question, Dhcp6MessageType.REPLY, options), LeaseChange.NONE, null);
    }

    /** RFC 8415 sections 18.3.7 and 18.3.8. */
    static Dhcp6Answer acknowledging(Dhcp6Question question, LeaseChange change, String word) {
        var options = common(question).put(StatusCode.SUCCESS, word);
        return new Dhcp6Answer.Reply(message(question, Dhcp6MessageType.REPLY, options), change, null);
    }

    private static boolean isSolicit(Dhcp6Question question) {
        return question.message().type() == Dhcp6MessageType.SOLICIT;
    }

    private static List<Ipv6Address> others(IdentityAssociation association, Ipv6Address given) {
        return Dhcp6Answers.named(List.of(association)).stream()
                .filter(address -> !address.equals(given))
                .distinct()
                .toList();
    }

    private static Dhcp6Options.Builder common(Dhcp6Question question) {
        var options = Dhcp6Options.builder();
        question.message()
                .options()
                .octets(Dhcp6OptionCode.CLIENT_IDENTIFIER)
                .ifPresent(duid -> options.put(Dhcp6OptionCode.CLIENT_IDENTIFIER, duid));
        return options.put(Dhcp6OptionCode.SERVER_IDENTIFIER, question.duid());
    }

    /** Temporary addresses and prefixes are not given here. */
    private static void prefixesRefused(Dhcp6Question question, Dhcp6Options.Builder options) {
        for (var association : question.message().options().all(Dhcp6OptionCode.IA_TA)) {
            if (association.length() >= 4) {
                options.put(
                        Dhcp6OptionCode.IA_TA,
                        association.part(0, 4).followedBy(status(StatusCode.NO_ADDRESSES_AVAILABLE)));
            }
        }
        for (var association : question.message().options().all(Dhcp6OptionCode.IA_PD)) {
            if (association.length() >= 12) {
                options.put(
                        Dhcp6OptionCode.IA_PD,
                        association
                                .part(0, 4)
                                .followedBy(Octets.of(new byte[8]))
                                .followedBy(status(StatusCode.NO_PREFIX_AVAILABLE)));
            }
        }
    }

    /** A status code option, with its head. */
    private static Octets status(StatusCode status) {
        return Octets.ofInt(Dhcp6OptionCode.STATUS_CODE.number() << 16 | 2)
                .followedBy(Octets.ofInt(status.number()).part(2, 4));
    }

    private static void configured(Dhcp6Question question, Dhcp6Options.Builder options) {
        options.put(Dhcp6OptionCode.NAME_SERVERS, question.ipv6().nameServers());
        switch (question.bootFile()) {
            case BootFile.Nothing ignored -> {}
            case BootFile.ByTftp(String name) ->
                url(options, "tftp://" + question.server().inUrl() + "/" + name);
            case BootFile.ByHttp(String url) -> url(options, url);
            case BootFile.Script(String url) -> url(options, url);
        }
        if (question.firmware() instanceof Firmware.UefiHttp) {
            // HTTP boot firmware drops every advertisement that does not say this. UEFI's PXE is told nothing: who
            // calls itself PXEClient is asked
            // for the file once more, on port 4011 (EDK II).
            options.put(
                    Dhcp6OptionCode.VENDOR_CLASS,
                    Octets.ofInt(INTEL)
                            .followedBy(Octets.ofInt(HTTP_CLIENT.length()).part(2, 4))
                            .followedBy(Octets.ofText(HTTP_CLIENT)));
        }
    }

    private static void url(Dhcp6Options.Builder options, String url) {
        options.put(Dhcp6OptionCode.BOOT_FILE_URL, Octets.ofText(url));
    }

    private static Dhcp6Message message(Dhcp6Question question, Dhcp6MessageType type, Dhcp6Options.Builder options) {
        return new Dhcp6Message(type, question.message().transactionId(), options.build());
    }
}
