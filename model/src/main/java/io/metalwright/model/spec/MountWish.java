package io.metalwright.model.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of the installed system's fstab(5) for what is there already: a share, a memory disk, a file system with a label.
 *
 * @param what {@code nas:/export}, {@code //nas/share}, {@code LABEL=data}, {@code tmpfs} …
 * @param where an absolute path, made when it is missing
 * @param type as mount(8) calls it: {@code nfs}, {@code cifs}, {@code tmpfs}, {@code ext4} …
 * @param options null: {@code defaults}
 * @param pass when fsck(8) checks it: 0 (and null) never, 2 after the root
 */
public record MountWish(
        String what,
        String where,
        String type,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String options,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer pass) {
    private static final Pattern WHAT = Pattern.compile("[\\x21-\\x7E&&[^#\\\\]]+");
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9._-]*");

    public MountWish {
        if (what == null || !WHAT.matcher(what).matches()) {
            throw new IllegalArgumentException(
                    "'storage.mounts[].what' " + what
                            + " must be a share, a device or a name without spaces, like nas:/export, //nas/share or LABEL=data");
        }
        MountPoint.check("storage.mounts[].where", where);
        if (type == null || !TYPE.matcher(type).matches() || type.equals("swap")) {
            throw new IllegalArgumentException(
                    "'storage.mounts[].type' " + type + " is no type of file system, like nfs, cifs, tmpfs or ext4");
        }
        MountPoint.checkOptions("storage.mounts[].options", options);
        if (pass != null && (pass < 0 || pass > 2)) {
            throw new IllegalArgumentException("'storage.mounts[].pass' " + pass + " must be 0, 1 or 2, see fstab(5)");
        }
    }
}
