package io.metalwright.model.bmc;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.metalwright.model.power.BootOverride;
import org.jspecify.annotations.Nullable;

/** @param boot what is to be booted next; given with {@link BmcVerb#SET_BOOT} alone */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BmcRequest(BmcVerb verb, @Nullable BootOverride boot) {
    public BmcRequest {
        if ((verb == BmcVerb.SET_BOOT) != (boot != null)) {
            throw new IllegalArgumentException(
                    "A boot device goes with " + BmcVerb.SET_BOOT.word() + " and with nothing else");
        }
    }

    public static BmcRequest of(BmcVerb verb) {
        return new BmcRequest(verb, null);
    }
}
