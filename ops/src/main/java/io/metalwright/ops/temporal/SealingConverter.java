package io.metalwright.ops.temporal;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.sdk.v1.WorkflowMetadata;
import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.payload.context.SerializationContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals all that activities and workflows hand each other, and leaves in the clear what is written for whoever watches in Temporal's own tools:
 * summaries of a run and its activities, and its current details. They name steps and machines, as search attributes do.
 */
final class SealingConverter extends CodecDataConverter {
    private final DataConverter plain;
    private final SealedPayloads seal;

    SealingConverter(DataConverter plain, SealedPayloads seal) {
        // Failures are sealed too.
        super(plain, List.of(seal), true);
        this.plain = plain;
        this.seal = seal;
    }

    /** The SDK converts one value by itself for summaries, details and memos; arguments and results come as several. */
    @Override
    public <T> Optional<Payload> toPayload(@Nullable T value) throws DataConverterException {
        return value instanceof String ? plain.toPayload(value) : super.toPayload(value);
    }

    @Override
    public Optional<Payloads> toPayloads(@Nullable Object... values) throws DataConverterException {
        return values.length == 1 && values[0] instanceof WorkflowMetadata
                ? plain.toPayloads(values)
                : super.toPayloads(values);
    }

    @Override
    public CodecDataConverter withContext(SerializationContext context) {
        return new SealingConverter(plain.withContext(context), seal);
    }
}
