package io.metalwright.api.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a machine's console fares, as one who watches is told it.
 *
 * @param line {@code waiting} for a worker of the site, {@code opening}, {@code open}, {@code lost}, or {@code taken} by somebody outside of the
 *     product
 * @param why what is the matter with the line
 * @param writer who types; null: nobody yet
 * @param watchers everybody who is there
 * @param you {@code writer} or {@code reader}; null where nobody in particular asks
 * @param recording whether it is recorded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsoleState(
        String line,
        @Nullable String why,
        @Nullable String writer,
        List<String> watchers,
        @Nullable String you,
        boolean recording) {}
