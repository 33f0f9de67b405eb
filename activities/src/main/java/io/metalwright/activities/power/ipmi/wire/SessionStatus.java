package io.metalwright.activities.power.ipmi.wire;

/** Why a BMC refused a message of the session set-up, 0 being no refusal (IPMI 2.0 table 13-15). */
public record SessionStatus(int value) {
    public static final SessionStatus NO_ERROR = new SessionStatus(0x00);
    public static final SessionStatus INSUFFICIENT_RESOURCES = new SessionStatus(0x01);
    public static final SessionStatus INVALID_SESSION_ID = new SessionStatus(0x02);
    public static final SessionStatus INACTIVE_SESSION_ID = new SessionStatus(0x08);
    public static final SessionStatus INVALID_ROLE = new SessionStatus(0x09);
    public static final SessionStatus UNAUTHORIZED_ROLE = new SessionStatus(0x0A);
    public static final SessionStatus INSUFFICIENT_RESOURCES_FOR_ROLE = new SessionStatus(0x0B);
    public static final SessionStatus UNAUTHORIZED_NAME = new SessionStatus(0x0D);
    public static final SessionStatus INVALID_INTEGRITY_CHECK_VALUE = new SessionStatus(0x0F);

    public String meaning() {
        return switch (value) {
            case 0x00 -> "no error";
            case 0x01 -> "insufficient resources for a session";
            case 0x02 -> "invalid session id";
            case 0x03 -> "invalid payload type";
            case 0x04 -> "invalid authentication algorithm";
            case 0x05 -> "invalid integrity algorithm";
            case 0x06 -> "no matching authentication payload";
            case 0x07 -> "no matching integrity payload";
            case 0x08 -> "inactive session id";
            case 0x09 -> "invalid role";
            case 0x0A -> "unauthorised role or privilege level";
            case 0x0B -> "insufficient resources for the role";
            case 0x0C -> "invalid name length";
            case 0x0D -> "unauthorised name";
            case 0x0E -> "unauthorised GUID";
            case 0x0F -> "invalid integrity check value";
            case 0x10 -> "invalid confidentiality algorithm";
            case 0x11 -> "no cipher suite matches";
            case 0x12 -> "illegal or unrecognised parameter";
            default -> "unknown to the specification";
        };
    }

    @Override
    public String toString() {
        return String.format("0x%02X (%s)", value, meaning());
    }
}
