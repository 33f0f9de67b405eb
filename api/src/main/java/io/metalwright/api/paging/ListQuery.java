package io.metalwright.api.paging;

import io.metalwright.api.problem.Problem;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;

/**
 * Which part of a list is asked for.
 *
 * @param page from 0
 * @param size 1 to 500; 50 when it is not given
 * @param sort {@code field} or {@code field,asc} or {@code field,desc}
 * @param search looked for in the fields that people read
 */
public record ListQuery(
        @Nullable Integer page,
        @Nullable Integer size,
        @Nullable String sort,
        @Nullable String search) {
    private static final int MOST = 500;

    /**
     * @param sortable fields of the answer by which this list can be sorted, and the properties of the row they come from
     * @param standing the order where none is asked for; its property also settles the order of equals
     */
    public Pageable pageable(Map<String, String> sortable, Sort standing) {
        int number = Objects.requireNonNullElse(page, 0);
        int most = Objects.requireNonNullElse(size, 50);
        if (number < 0) {
            throw Problem.invalid("page", "Pages are counted from 0; " + number + " is none.");
        }
        if (most < 1 || most > MOST) {
            throw Problem.invalid("size", "A page holds 1 to " + MOST + " items, not " + most + ".");
        }
        return PageRequest.of(
                number,
                most,
                sort == null || sort.isBlank()
                        ? standing
                        : order(sort, sortable).and(standing));
    }

    private static Sort order(String sort, Map<String, String> sortable) {
        var parts = sort.split(",", 2);
        var property = sortable.get(parts[0].strip());
        if (property == null) {
            throw Problem.invalid("sort", "This list is not sorted by '" + parts[0] + "'.")
                    .help("It is by one of: " + String.join(", ", new TreeSet<>(sortable.keySet())) + ".");
        }
        return switch (parts.length == 1 ? "asc" : parts[1].strip()) {
            case "asc" -> Sort.by(Sort.Direction.ASC, property);
            case "desc" -> Sort.by(Sort.Direction.DESC, property);
            default -> throw Problem.invalid("sort", "'" + parts[1] + "' is no direction: asc or desc.");
        };
    }
}
