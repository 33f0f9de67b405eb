package io.metalwright.ops.simulated.bmc;

import io.metalwright.activities.power.ipmi.wire.PrivilegeLevel;
import io.metalwright.model.network.Ipv4Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code ipmitool -I open} does and prints inside the machine (ipmitool 1.8.19). */
public final class InBandIpmitool {
    private static final Map<Integer, String> PRIVILEGES =
            Map.of(1, "CALLBACK", 2, "USER", 3, "OPERATOR", 4, "ADMINISTRATOR", 5, "OEM", 15, "NO ACCESS");

    private final BmcState bmc;

    public InBandIpmitool(BmcState bmc) {
        this.bmc = bmc;
    }

    /** The number of its LAN channel. */
    public int lanChannel() {
        return 1;
    }

    /**
     * @param words what stands behind {@code ipmitool -I open}
     * @param input what it reads: the new password, twice
     * @return what it prints; empty when it does not know the command
     */
    public Optional<String> run(List<String> words, String input) {
        return switch (String.join(" ", words.subList(0, Math.min(2, words.size())))) {
            case "lan print" -> Optional.of(lan());
            case "lan set" -> setLan(words.subList(3, words.size()));
            case "channel info" -> Optional.of("""
                    Channel 0x1 info:
                      Channel Medium Type   : 802.3 LAN
                      Channel Protocol Type : IPMB-1.0
                      Session Support       : multi-session
                      Active Session Count  : 0
                      Volatile(active) Settings
                        Alerting            : enabled
                        Per-message Auth    : enabled
                        User Level Auth     : enabled
                        Access Mode         : always available
                    """);
            case "channel getaccess" -> access(Integer.parseInt(words.get(3)));
            case "channel setaccess" -> setAccess(Integer.parseInt(words.get(3)), words.subList(4, words.size()));
            case "-c user" -> words.get(2).equals("list") ? Optional.of(users()) : Optional.empty();
            case "user set" -> setUser(words, input);
            case "user enable" -> changed(words.get(2), user -> user.enabled(true));
            default -> Optional.empty();
        };
    }

    private String lan() {
        return """
                Set in Progress         : Set Complete
                Auth Type Support       :
                IP Address Source       : %s
                IP Address              : %s
                Subnet Mask             : %s
                MAC Address             : %s
                Default Gateway IP      : %s
                802.1q VLAN ID          : Disabled
                RMCP+ Cipher Suites     : 3
                """.formatted(
                        bmc.isStatic() ? "Static Address" : "DHCP Address",
                        bmc.address(),
                        bmc.netmask(),
                        bmc.mac(),
                        bmc.gateway());
    }

    private Optional<String> setLan(List<String> setting) {
        var value = setting.getLast();
        switch (setting.getFirst()) {
            case "ipsrc" -> bmc.addressSource(value.equals("static") ? BmcState.STATIC : BmcState.BY_DHCP);
            case "ipaddr" -> bmc.address(Ipv4Address.of(value));
            case "netmask" -> bmc.netmask(Ipv4Address.of(value));
            case "defgw" -> bmc.gateway(Ipv4Address.of(value));
            case "access" -> {}
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of("");
    }

    private String users() {
        var text = new StringBuilder();
        for (var user : bmc.users()) {
            text.append(
                    "%d,%s,true,false,%s,%s%n".formatted(user.id(), user.name(), user.messaging(), privilege(user)));
        }
        return text.toString();
    }

    private Optional<String> access(int id) {
        return bmc.user(id).map(user -> """
                Maximum User IDs     : %d
                Enabled User IDs     : %d

                User ID              : %d
                User Name            : %s
                Fixed Name           : No
                Access Available     : call-in / callback
                Link Authentication  : disabled
                IPMI Messaging       : %s
                Privilege Level      : %s
                Enable Status        : %s
                """.formatted(
                        BmcState.PLACES,
                        bmc.users().stream().filter(BmcUser::enabled).count(),
                        id,
                        user.name(),
                        user.messaging() ? "enabled" : "disabled",
                        privilege(user),
                        user.enabled() ? "enabled" : "disabled"));
    }

    private Optional<String> setAccess(int id, List<String> settings) {
        for (var setting : settings) {
            var pair = setting.split("=", 2);
            switch (pair[0]) {
                case "ipmi" -> bmc.change(id, user -> user.allowed(pair[1].equals("on"), user.privilege()));
                case "privilege" ->
                    bmc.change(
                            id, user -> user.allowed(user.messaging(), new PrivilegeLevel(Integer.parseInt(pair[1]))));
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of("Set User Access (channel 1 id " + id + ") successful.\n");
    }

    private Optional<String> setUser(List<String> words, String input) {
        return switch (words.get(2)) {
            case "name" -> changed(words.get(3), user -> user.named(words.get(4)));
            case "password" -> {
                var lines = input.lines().toList();
                yield lines.size() >= 2 && lines.get(0).equals(lines.get(1))
                        ? changed(
                                words.get(3),
                                user -> user.withPassword(lines.getFirst().getBytes(StandardCharsets.UTF_8)))
                        : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<String> changed(String id, java.util.function.UnaryOperator<BmcUser> change) {
        return bmc.change(Integer.parseInt(id), change) ? Optional.of("") : Optional.empty();
    }

    private static String privilege(BmcUser user) {
        return PRIVILEGES.getOrDefault(user.privilege().value(), "Unknown");
    }
}
