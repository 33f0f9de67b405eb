package io.metalwright.workflows;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** Search attributes of every run; the installation creates those that a Temporal server lacks. */
public final class SearchAttributes {
    public static final SearchAttributeKey<String> MACHINE = SearchAttributeKey.forKeyword("Machine");
    public static final SearchAttributeKey<String> SERIAL = SearchAttributeKey.forKeyword("Serial");
    public static final SearchAttributeKey<String> SITE = SearchAttributeKey.forKeyword("Site");
    public static final SearchAttributeKey<String> RACK = SearchAttributeKey.forKeyword("Rack");
    public static final SearchAttributeKey<String> KIND = SearchAttributeKey.forKeyword("Kind");
    public static final SearchAttributeKey<String> STEP = SearchAttributeKey.forKeyword("Step");
    public static final SearchAttributeKey<String> STATE = SearchAttributeKey.forKeyword("State");
    public static final SearchAttributeKey<String> ROLLOUT = SearchAttributeKey.forKeyword("Rollout");

    public static final List<SearchAttributeKey<String>> ALL =
            List.of(MACHINE, SERIAL, SITE, RACK, KIND, STEP, STATE, ROLLOUT);

    private SearchAttributes() {}
}
