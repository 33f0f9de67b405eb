package io.metalwright.activities.raid.mdadm;

/** What {@code mdadm --examine --export} tells of a member. */
public record Superblock(String level, int devices, String name, String uuid) {
    public static Superblock parse(String output) {
        var pairs = Pairs.parse(output);
        return new Superblock(
                pairs.getOrDefault("MD_LEVEL", ""),
                Integer.parseInt(pairs.getOrDefault("MD_DEVICES", "0")),
                pairs.getOrDefault("MD_NAME", ""),
                pairs.getOrDefault("MD_UUID", ""));
    }

    /** Whether it is a member of a mirror that we made. */
    public boolean isOurMirror(int members) {
        return level.equals("raid1") && devices == members && name.equals("any:" + Mdadm.NAME) && !uuid.isEmpty();
    }
}
