package io.metalwright.workflows;

import io.metalwright.workflows.steps.ImageLibrary;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Takes an image in; its id is {@code image/<name>}, so that a name is imported once at a time. */
@WorkflowInterface
public interface ImportImage {
    @WorkflowMethod(name = "ImportImage")
    ImageLibrary.Imported run(ImageLibrary.Request request);
}
