package io.metalwright.api.problem;

import io.metalwright.model.SiteName;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** A failure as the asker is told it: what is wrong, with which field, and what would be right (RFC 9457). */
public final class Problem extends RuntimeException {
    private static final String TYPES = "https://metalwright.dev/problems/";

    private final HttpStatus status;
    private final String slug;
    private final String title;
    private final String detail;
    private final @Nullable String field;
    private final @Nullable String help;
    private final @Nullable String run;

    private Problem(
            HttpStatus status,
            String slug,
            String title,
            String detail,
            @Nullable String field,
            @Nullable String help,
            @Nullable String run) {
        super(detail);
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.detail = detail;
        this.field = field;
        this.help = help;
        this.run = run;
    }

    public static Problem of(HttpStatus status, String slug, String title, String detail) {
        return new Problem(status, slug, title, detail, null, null, null);
    }

    public static Problem notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is no such thing", detail);
    }

    public static Problem invalid(String field, String detail) {
        return of(HttpStatus.BAD_REQUEST, "invalid-value", "A value is wrong", detail)
                .at(field);
    }

    public static Problem unknownSite(SiteName site) {
        return refused("unknown-site", "There is no such site", "There is no site '" + site + "'.")
                .at("site")
                .help("Enter it: metalwright sites add " + site);
    }

    public static Problem conflict(String slug, String title, String detail) {
        return of(HttpStatus.CONFLICT, slug, title, detail);
    }

    public static Problem refused(String slug, String title, String detail) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, slug, title, detail);
    }

    public static Problem away(String slug, String title, String detail) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, slug, title, detail);
    }

    /** Names the field that is wrong: {@code spec.users[0].name}. */
    public Problem at(@Nullable String wrongField) {
        return new Problem(status, slug, title, detail, wrongField, help, run);
    }

    /** Says what would help. */
    public Problem help(String sentence) {
        return new Problem(status, slug, title, detail, field, sentence, run);
    }

    /** Links the run that is the reason. */
    public Problem run(String id) {
        return new Problem(status, slug, title, detail, field, help, "/api/v1/runs/" + id);
    }

    /** Whether it is of this type. */
    public boolean is(String type) {
        return slug.equals(type);
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The members of the JSON object, in the order of reading. */
    public Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        members.put("type", TYPES + slug);
        members.put("title", title);
        members.put("status", status.value());
        members.put("detail", detail);
        if (field != null) {
            members.put("field", field);
        }
        if (help != null) {
            members.put("help", help);
        }
        if (run != null) {
            members.put("run", run);
        }
        return members;
    }
}
