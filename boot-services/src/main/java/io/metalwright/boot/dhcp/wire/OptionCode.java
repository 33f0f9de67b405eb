package io.metalwright.boot.dhcp.wire;

/** The number of a DHCP option (RFC 2132 and the IANA registry); unknown ones are kept as they came. */
public record OptionCode(int number) {
    public static final OptionCode SUBNET_MASK = new OptionCode(1);
    public static final OptionCode ROUTER = new OptionCode(3);
    public static final OptionCode NAME_SERVER = new OptionCode(6);
    public static final OptionCode HOST_NAME = new OptionCode(12);
    public static final OptionCode DOMAIN_NAME = new OptionCode(15);
    public static final OptionCode BROADCAST_ADDRESS = new OptionCode(28);
    public static final OptionCode VENDOR_SPECIFIC = new OptionCode(43);
    public static final OptionCode REQUESTED_ADDRESS = new OptionCode(50);
    public static final OptionCode LEASE_TIME = new OptionCode(51);
    public static final OptionCode OVERLOAD = new OptionCode(52);
    public static final OptionCode MESSAGE_TYPE = new OptionCode(53);
    public static final OptionCode SERVER_IDENTIFIER = new OptionCode(54);
    public static final OptionCode PARAMETER_REQUEST_LIST = new OptionCode(55);
    public static final OptionCode MESSAGE = new OptionCode(56);
    public static final OptionCode RENEWAL_TIME = new OptionCode(58);
    public static final OptionCode REBINDING_TIME = new OptionCode(59);
    public static final OptionCode VENDOR_CLASS = new OptionCode(60);
    public static final OptionCode CLIENT_IDENTIFIER = new OptionCode(61);
    public static final OptionCode TFTP_SERVER_NAME = new OptionCode(66);
    public static final OptionCode BOOT_FILE_NAME = new OptionCode(67);
    /** RFC 3004. */
    public static final OptionCode USER_CLASS = new OptionCode(77);
    /** RFC 3046. */
    public static final OptionCode RELAY_AGENT_INFORMATION = new OptionCode(82);
    /** RFC 4578 section 2.1. */
    public static final OptionCode CLIENT_ARCHITECTURE = new OptionCode(93);
    /** RFC 4578 section 2.3. */
    public static final OptionCode CLIENT_MACHINE_IDENTIFIER = new OptionCode(97);
    /** Etherboot's encapsulated options, which iPXE sends and reads. */
    public static final OptionCode IPXE = new OptionCode(175);

    /** RFC 2132 section 3.1: no length, no content. */
    static final int PAD = 0;
    /** RFC 2132 section 3.2: no length, no content. */
    static final int END = 255;

    private static final OptionCode[] ALL = new OptionCode[END];

    static {
        for (int number = PAD + 1; number < END; number++) {
            ALL[number] = new OptionCode(number);
        }
    }

    /** The same object for the same number, which spares the decoder making them by the million. */
    public static OptionCode of(int number) {
        return number > PAD && number < END ? ALL[number] : new OptionCode(number);
    }

    public OptionCode {
        if (number <= PAD || number >= END) {
            throw new IllegalArgumentException("DHCP options have the numbers 1 to 254, not " + number);
        }
    }
}
