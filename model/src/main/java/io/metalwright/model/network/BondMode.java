package io.metalwright.model.network;

import com.fasterxml.jackson.annotation.JsonValue;

/** How Linux spreads traffic over the ports of a bond; the words are the kernel's (Documentation/networking/bonding). */
public enum BondMode {
    BALANCE_RR("balance-rr"),
    /** One port works, the others stand by; the only one that asks nothing of the switch but its own ports. */
    ACTIVE_BACKUP("active-backup"),
    BALANCE_XOR("balance-xor"),
    BROADCAST("broadcast"),
    /** LACP; the switch must speak it too. */
    LACP("802.3ad"),
    BALANCE_TLB("balance-tlb"),
    BALANCE_ALB("balance-alb");

    private final String word;

    BondMode(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }
}
