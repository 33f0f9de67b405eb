package io.metalwright.activities.imaging;

/** An image that is not taken in. The message completes "the image is refused: …" and says what would be right. */
final class RefusedImageException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedImageException(String message) {
        super(message);
    }

    RefusedImageException(String message, Throwable cause) {
        super(message, cause);
    }
}
