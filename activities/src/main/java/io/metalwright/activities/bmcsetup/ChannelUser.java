package io.metalwright.activities.bmcsetup;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the BMC's table of users, as {@code ipmitool -c user list} tells it.
 *
 * @param name empty for a free place
 * @param messaging whether the user may send IPMI messages over this channel
 */
record ChannelUser(int id, String name, boolean messaging, String privilege) {
    static final String ADMINISTRATOR = "ADMINISTRATOR";

    /** The name stands in no quotes and may hold a comma; what follows it holds none. */
    private static final Pattern LINE = Pattern.compile("(\\d+),(.*),(true|false),(true|false),(true|false),([^,]*)");

    static List<ChannelUser> parse(String list) {
        return list.lines()
                .map(line -> LINE.matcher(line.strip()))
                .filter(Matcher::matches)
                .map(match -> new ChannelUser(
                        Integer.parseInt(match.group(1)),
                        name(match.group(2)),
                        match.group(5).equals("true"),
                        match.group(6)))
                .toList();
    }

    /** ipmitool writes "(Empty User)" where a BMC refuses to name a free place (0xCC). */
    private static String name(String text) {
        return text.equals("(Empty User)") ? "" : text.strip();
    }

    boolean isFree() {
        return name.isEmpty();
    }

    boolean administers() {
        return messaging && privilege.equals(ADMINISTRATOR);
    }
}
