package io.metalwright.workflows.image;

import io.metalwright.workflows.ImportImage;
import io.metalwright.workflows.run.Calls;
import io.metalwright.workflows.steps.ImageLibrary;

/** {@link ImportImage} as one long activity, which goes on after its worker was lost. */
public final class DurableImageImport implements ImportImage {
    @Override
    public ImageLibrary.Imported run(ImageLibrary.Request request) {
        return Calls.imageLibrary().importImage(request);
    }
}
