package io.metalwright.activities.raid.mdadm;

import java.util.ArrayList;
import java.util.List;

/** mdadm's command lines, as words (mdadm 4.2 and later). */
public final class Mdadm {
    /** What the array of the operating system is called, on every host alike. */
    public static final String NAME = "root";

    public static final String PATH = "/dev/md/" + NAME;
    /** Superblock at the disk's end: firmware finds the partition table at the beginning of either member. */
    public static final String METADATA = "1.0";

    private Mdadm() {}

    /**
     * A mirror that needs no first synchronisation: members were discarded, and an image writes what is read later. After a power cut its
     * bitmap tells which parts are to be synchronised, instead of the whole disk. Host {@code any} because the array is assembled by BootOS
     * and by the installed system, which are different hosts.
     */
    public static List<String> createMirror(List<String> members) {
        var words = new ArrayList<>(List.of(
                "mdadm",
                "--create",
                PATH,
                "--run",
                "--level=1",
                "--raid-devices=" + members.size(),
                "--metadata=" + METADATA,
                "--assume-clean",
                "--bitmap=internal",
                "--homehost=any",
                "--name=" + NAME));
        words.addAll(members);
        return List.copyOf(words);
    }

    /** Also when a member is behind: then it is left out, which the array's detail shows. */
    public static List<String> assemble(List<String> members) {
        var words = new ArrayList<>(List.of("mdadm", "--assemble", "--run", PATH));
        words.addAll(members);
        return List.copyOf(words);
    }

    /** Puts a member back that was left out; it is then synchronised. */
    public static List<String> add(String array, String member) {
        return List.of("mdadm", "--manage", array, "--add", member);
    }

    public static List<String> stop(String array) {
        return List.of("mdadm", "--stop", array);
    }

    public static List<String> zeroSuperblock(String member) {
        return List.of("mdadm", "--zero-superblock", "--force", member);
    }

    /** Ends with another status than 0 where there is no superblock. */
    public static List<String> examine(String member) {
        return List.of("mdadm", "--examine", "--export", member);
    }

    public static List<String> detail(String array) {
        return List.of("mdadm", "--detail", "--export", array);
    }
}
