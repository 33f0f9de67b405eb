package io.metalwright.activities.power;

/**
 * Why a BMC did not do as told. The message says what was being done, to whom, what came back and what to do about it; the caller adds the machine.
 */
public abstract sealed class BmcFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private BmcFailure(String message) {
        super(message);
    }

    private BmcFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Nothing came back in time. It may pass; whether the last command was done is not known: look before acting again. */
    public static final class Unreachable extends BmcFailure {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message) {
            super(message);
        }

        public Unreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The BMC did not take the user, the password or the role. Never try again with the same credential: the BMC would lock the account. */
    public static final class CredentialRefused extends BmcFailure {
        private static final long serialVersionUID = 1L;

        public CredentialRefused(String message) {
            super(message);
        }

        public CredentialRefused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The BMC understood and said no. */
    public static final class Refused extends BmcFailure {
        private static final long serialVersionUID = 1L;

        private final String command;
        private final int code;

        /**
         * @param command what was refused, as the protocol's specification names it
         * @param code what the BMC gave as its reason: IPMI completion code or session status, HTTP status
         */
        public Refused(String command, int code, String message) {
            super(message);
            this.command = command;
            this.code = code;
        }

        public String command() {
            return command;
        }

        public int code() {
            return code;
        }
    }

    /** The BMC answered, and the answer makes no sense. */
    public static final class Nonsense extends BmcFailure {
        private static final long serialVersionUID = 1L;

        public Nonsense(String message) {
            super(message);
        }

        public Nonsense(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The machine's serial line is somebody else's: it was so before, or they took it. */
    public static final class LineTaken extends BmcFailure {
        private static final long serialVersionUID = 1L;

        public LineTaken(String message) {
            super(message);
        }

        public LineTaken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Another certificate was shown than the one that was seen first. Nothing was told to whoever shows it. */
    public static final class Stranger extends BmcFailure {
        private static final long serialVersionUID = 1L;

        public Stranger(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
