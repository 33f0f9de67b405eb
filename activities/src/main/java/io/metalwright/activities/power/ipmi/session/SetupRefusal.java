package io.metalwright.activities.power.ipmi.session;

import io.metalwright.activities.power.BmcFailure;
import io.metalwright.activities.power.ipmi.wire.SessionStatus;

/** What a BMC's refusal of a set-up message means for the one who wants to log in: which refusals are the credential's fault. */
final class SetupRefusal {
    private SetupRefusal() {}

    /** @param title what was being done, to whom */
    static BmcFailure of(String title, String message, SessionStatus status, int suite) {
        String what = title + ": the BMC refused at " + message + " with " + status + ". ";
        if (status.equals(SessionStatus.UNAUTHORIZED_NAME)) {
            return new BmcFailure.CredentialRefused(
                    what + "It has no such user, or the user is disabled. Check the credential.");
        }
        if (status.equals(SessionStatus.INVALID_INTEGRITY_CHECK_VALUE)) {
            return new BmcFailure.CredentialRefused(what + "The password is wrong. Check the credential.");
        }
        if (status.equals(SessionStatus.INVALID_ROLE) || status.equals(SessionStatus.UNAUTHORIZED_ROLE)) {
            return new BmcFailure.CredentialRefused(what + "Give the user ADMINISTRATOR privilege on the LAN channel.");
        }
        if (status.equals(SessionStatus.INSUFFICIENT_RESOURCES)
                || status.equals(SessionStatus.INSUFFICIENT_RESOURCES_FOR_ROLE)) {
            return new BmcFailure.Refused(
                    message, status.value(), what + "Close other sessions, or wait a minute until they are forgotten.");
        }
        return new BmcFailure.Refused(
                message,
                status.value(),
                what + "Allow cipher suite 17 or 3 for administrators on the BMC's LAN channel; suite " + suite
                        + " was asked for.");
    }

    /** Unknown algorithms, or none that fit together (table 13-15). */
    static boolean isOfSuite(SessionStatus status) {
        return switch (status.value()) {
            case 0x03, 0x04, 0x05, 0x06, 0x07, 0x10, 0x11, 0x12 -> true;
            default -> false;
        };
    }
}
