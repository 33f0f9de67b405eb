package io.metalwright.api.problem;

import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Any failure as a problem. What nobody foresaw is logged here and told without its insides. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    public static Problem of(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case HttpMessageNotReadableException unread
            when unread.getCause() instanceof JacksonException json -> BodyProblems.of(json, "");
            case HttpMessageNotReadableException unread ->
                Problem.of(
                        HttpStatus.BAD_REQUEST, "invalid-body", "The body is missing", "A JSON object belongs here.");
            case MethodArgumentTypeMismatchException wrong ->
                Problem.invalid(
                        wrong.getName(),
                        "'" + wrong.getValue() + "' is no value for '" + wrong.getName() + "'." + reason(wrong));
            case NoResourceFoundException none ->
                Problem.notFound("Nothing is at /" + none.getResourcePath() + ".")
                        .help("See /api/v1/openapi.json for what there is.");
            case DataAccessResourceFailureException away -> databaseAway(away);
            case CannotCreateTransactionException away -> databaseAway(away);
            case QueryTimeoutException away -> databaseAway(away);
            case ErrorResponse response -> refused(response, failure);
            default -> {
                LOG.error("An answer failed in a way that nobody foresaw", failure);
                yield Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal",
                        "Something went wrong in here",
                        "The API's log tells more, at this time.");
            }
        };
    }

    private static Problem refused(ErrorResponse response, Throwable failure) {
        var status = HttpStatus.valueOf(response.getStatusCode().value());
        return Problem.of(
                status,
                "invalid-request",
                status.getReasonPhrase(),
                Objects.requireNonNullElse(response.getBody().getDetail(), String.valueOf(failure.getMessage())));
    }

    private static Problem databaseAway(Exception cause) {
        LOG.warn("The database does not answer: {}", cause.getMessage());
        return Problem.away(
                        "database-away", "The database is away", "The database does not answer. Nothing was changed.")
                .help("Runs go on by themselves when it is back. See that the database server runs, then try again.");
    }

    private static String reason(MethodArgumentTypeMismatchException wrong) {
        for (Throwable cause = wrong.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getCause() == null && cause.getMessage() != null) {
                return " " + cause.getMessage() + ".";
            }
        }
        return "";
    }
}
