package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A drive that a BMC emulates, and what lies in it.
 *
 * @param drive the BMC's own name for it, such as {@code CD1}
 * @param image URL of the medium, as the BMC tells it; null where it is empty, or does not tell
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VirtualMedium(
        String drive,
        List<MediumKind> kinds,
        boolean inserted,
        @Nullable String image,
        boolean writeProtected) {
    public VirtualMedium {
        kinds = List.copyOf(kinds);
    }

    /** Whether it is this one's drive: by the BMC's own name, or by what it takes. */
    public boolean answersTo(String name) {
        return drive.equalsIgnoreCase(name)
                || kinds.stream().anyMatch(kind -> kind.word().equalsIgnoreCase(name));
    }

    /**
     * Whether this medium lies in it. BMCs that tell another form of the URL leave out its scheme or its query; those that tell nothing are believed
     * that something was inserted.
     */
    public boolean holds(String url) {
        return inserted && (image == null || url.contains(image.replaceFirst("^[A-Za-z]+://", "")));
    }

    /** Fit for people: what lets somebody have a machine's boot medium, or log in to where it lies, is left out. */
    public VirtualMedium shown() {
        return image == null
                ? this
                : new VirtualMedium(
                        drive,
                        kinds,
                        inserted,
                        image.replaceFirst("//[^/@]*@", "//…@").replaceAll("/media/[A-Za-z0-9_-]{43}/", "/media/…/"),
                        writeProtected);
    }
}
