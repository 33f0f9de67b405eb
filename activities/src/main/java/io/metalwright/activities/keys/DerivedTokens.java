package io.metalwright.activities.keys;

import io.metalwright.model.Sha256;
import io.metalwright.workflows.steps.Tokens;

/** Derives the tokens from the site's key. */
public final class DerivedTokens implements Tokens {
    private final SiteKeys keys;

    public DerivedTokens(SiteKeys keys) {
        this.keys = keys;
    }

    @Override
    public Sha256 sumOf(String tokenName) {
        return keys.tokenSum(tokenName);
    }
}
