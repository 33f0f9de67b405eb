package io.metalwright.api.image;

import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.image.ImageState;
import io.metalwright.model.Sha256;
import io.metalwright.workflows.steps.ImageLibrary;
import java.net.URI;
import org.springframework.stereotype.Component;

/** An image that is asked for by where it lies: imported first, where it is not there yet. */
@Component
public final class ImageByUrl {
    private static final int LONGEST_STEM = 48;

    private final Cmdb cmdb;
    private final Imports imports;

    ImageByUrl(Cmdb cmdb, Imports imports) {
        this.cmdb = cmdb;
        this.imports = imports;
    }

    public static boolean isUrl(String image) {
        return image.contains("://");
    }

    /**
     * The name by which a run can ask for it. Its import may still be under way then.
     *
     * @throws IllegalArgumentException when nothing can be fetched from there
     */
    public String named(String url) {
        var wanted = new NewImage(name(url), url, null);
        var known = cmdb.images().find(wanted.name());
        if (known.filter(image -> image.state() != ImageState.FAILED).isEmpty()) {
            imports.start(new ImageLibrary.Request(wanted.name(), wanted.url(), null));
        }
        return wanted.name();
    }

    /** The last word of the path for people, and the sum of the whole, so that no two addresses share a name. */
    private static String name(String url) {
        var path = path(url);
        var stem = path.substring(path.lastIndexOf('/') + 1)
                .replaceAll("[^A-Za-z0-9._-]", "-")
                .replaceFirst("^[._-]+", "");
        return (stem.isEmpty() ? "image" : stem.substring(0, Math.min(LONGEST_STEM, stem.length()))) + "-"
                + Sha256.sumOf(url).hex().substring(0, 8);
    }

    private static String path(String url) {
        try {
            var path = URI.create(url).getPath();
            return path == null ? "" : path;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
