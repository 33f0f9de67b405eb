package io.metalwright.api.ui;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/** A file of the built pages, or the one page that then shows what the path names: {@code /machines/m-1} is no file. */
final class PageOrFile extends PathResourceResolver {
    private static final String PAGE = "index.html";

    @Override
    protected @Nullable Resource getResource(String path, Resource folder) throws IOException {
        // The check of PathResourceResolver keeps `..`, in whatever spelling, inside the folder.
        var file = path.isEmpty() ? null : super.getResource(path, folder);
        return file == null && isPage(path) ? super.getResource(PAGE, folder) : file;
    }

    /** A missing file stays missing: a script or picture in the shape of a page would only confuse, and so would an answer of the API. */
    private static boolean isPage(String path) {
        return !path.substring(path.lastIndexOf('/') + 1).contains(".")
                && !path.startsWith("api/")
                && !path.startsWith("actuator/");
    }
}
