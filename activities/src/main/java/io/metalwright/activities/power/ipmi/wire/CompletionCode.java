package io.metalwright.activities.power.ipmi.wire;

/** How a command went, 0 being well (IPMI 2.0 table 5-2). Codes from 0x80 to 0xBE mean something else for each command. */
public record CompletionCode(int value) {
    public static final CompletionCode DONE = new CompletionCode(0x00);
    public static final CompletionCode PARAMETER_NOT_SUPPORTED = new CompletionCode(0x80);
    public static final CompletionCode NODE_BUSY = new CompletionCode(0xC0);
    public static final CompletionCode INVALID_COMMAND = new CompletionCode(0xC1);
    public static final CompletionCode RESERVATION_CANCELLED = new CompletionCode(0xC5);
    public static final CompletionCode REQUEST_LENGTH_INVALID = new CompletionCode(0xC7);
    public static final CompletionCode REQUEST_TOO_LONG = new CompletionCode(0xC8);
    public static final CompletionCode OUT_OF_RANGE = new CompletionCode(0xC9);
    public static final CompletionCode CANNOT_RETURN_SO_MANY = new CompletionCode(0xCA);
    public static final CompletionCode NOT_PRESENT = new CompletionCode(0xCB);
    public static final CompletionCode INVALID_DATA_FIELD = new CompletionCode(0xCC);
    public static final CompletionCode DUPLICATE_REQUEST = new CompletionCode(0xCF);
    public static final CompletionCode INSUFFICIENT_PRIVILEGE = new CompletionCode(0xD4);

    public boolean isDone() {
        return value == 0;
    }

    public String meaning() {
        return switch (value) {
            case 0x00 -> "done";
            case 0x80 -> "parameter not supported";
            case 0x81 -> "refused by this command, or another party is setting parameters";
            case 0x82 -> "read-only parameter";
            case 0xC0 -> "node busy";
            case 0xC1 -> "invalid command";
            case 0xC2 -> "command invalid for this LUN";
            case 0xC3 -> "timeout while processing";
            case 0xC4 -> "out of space";
            case 0xC5 -> "reservation cancelled";
            case 0xC6 -> "request data truncated";
            case 0xC7 -> "request data length invalid";
            case 0xC8 -> "request data longer than allowed";
            case 0xC9 -> "parameter out of range";
            case 0xCA -> "cannot return so many bytes";
            case 0xCB -> "not present";
            case 0xCC -> "invalid data field";
            case 0xCD -> "command illegal for this sensor or record";
            case 0xCE -> "response could not be provided";
            case 0xCF -> "duplicated request";
            case 0xD0 -> "SDR repository in update";
            case 0xD1 -> "device in firmware update";
            case 0xD2 -> "BMC still initialising";
            case 0xD3 -> "destination unavailable";
            case 0xD4 -> "insufficient privilege";
            case 0xD5 -> "not supported in the present state";
            case 0xD6 -> "sub-function disabled";
            case 0xFF -> "unspecified error";
            default -> value >= 0x80 && value <= 0xBE ? "refused by this command" : "unknown to the specification";
        };
    }

    @Override
    public String toString() {
        return String.format("0x%02X (%s)", value, meaning());
    }
}
