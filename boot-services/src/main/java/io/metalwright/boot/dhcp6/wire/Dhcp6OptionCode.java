package io.metalwright.boot.dhcp6.wire;

/** The number of a DHCPv6 option (RFC 8415 section 21 and the IANA registry); unknown ones are kept as they came. */
public record Dhcp6OptionCode(int number) {
    public static final Dhcp6OptionCode CLIENT_IDENTIFIER = new Dhcp6OptionCode(1);
    public static final Dhcp6OptionCode SERVER_IDENTIFIER = new Dhcp6OptionCode(2);
    public static final Dhcp6OptionCode IA_NA = new Dhcp6OptionCode(3);
    public static final Dhcp6OptionCode IA_TA = new Dhcp6OptionCode(4);
    public static final Dhcp6OptionCode IA_ADDRESS = new Dhcp6OptionCode(5);
    public static final Dhcp6OptionCode OPTION_REQUEST = new Dhcp6OptionCode(6);
    public static final Dhcp6OptionCode PREFERENCE = new Dhcp6OptionCode(7);
    public static final Dhcp6OptionCode ELAPSED_TIME = new Dhcp6OptionCode(8);
    public static final Dhcp6OptionCode RELAY_MESSAGE = new Dhcp6OptionCode(9);
    public static final Dhcp6OptionCode STATUS_CODE = new Dhcp6OptionCode(13);
    public static final Dhcp6OptionCode RAPID_COMMIT = new Dhcp6OptionCode(14);
    public static final Dhcp6OptionCode USER_CLASS = new Dhcp6OptionCode(15);
    public static final Dhcp6OptionCode VENDOR_CLASS = new Dhcp6OptionCode(16);
    public static final Dhcp6OptionCode INTERFACE_ID = new Dhcp6OptionCode(18);
    /** RFC 3646. */
    public static final Dhcp6OptionCode NAME_SERVERS = new Dhcp6OptionCode(23);

    public static final Dhcp6OptionCode IA_PD = new Dhcp6OptionCode(25);
    /** RFC 5970 section 3. */
    public static final Dhcp6OptionCode BOOT_FILE_URL = new Dhcp6OptionCode(59);

    public static final Dhcp6OptionCode CLIENT_ARCHITECTURE = new Dhcp6OptionCode(61);
    /** RFC 6939: what a relay agent knows of the client's card. */
    public static final Dhcp6OptionCode CLIENT_LINK_LAYER_ADDRESS = new Dhcp6OptionCode(79);
    /** RFC 8357: where a relay agent wants its answers. */
    public static final Dhcp6OptionCode RELAY_SOURCE_PORT = new Dhcp6OptionCode(135);

    public Dhcp6OptionCode {
        if (number < 0 || number > 0xFFFF) {
            throw new IllegalArgumentException("DHCPv6 options have the numbers 0 to 65535, not " + number);
        }
    }
}
