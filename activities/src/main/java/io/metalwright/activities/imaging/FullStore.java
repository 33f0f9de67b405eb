package io.metalwright.activities.imaging;

import java.util.Locale;

/** Java has no exception of its own for a disk that is full (ENOSPC) or a quota that is used up (EDQUOT): only the system's words tell. */
final class FullStore {
    private FullStore() {}

    static boolean is(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (words.contains("no space left on device") || words.contains("disk quota exceeded")) {
                return true;
            }
        }
        return false;
    }
}
