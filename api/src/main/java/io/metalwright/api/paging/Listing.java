package io.metalwright.api.paging;

import java.util.List;
import java.util.function.Function;
import org.springframework.data.domain.Page;

/**
 * A page of a list.
 *
 * @param page number of this page, from 0
 * @param size how many it may hold
 * @param total how many there are on all pages
 */
public record Listing<T>(List<T> items, int page, int size, long total) {
    public static <R, T> Listing<T> of(Page<R> found, Function<? super R, T> answer) {
        return new Listing<>(
                found.map(answer).getContent(), found.getNumber(), found.getSize(), found.getTotalElements());
    }
}
