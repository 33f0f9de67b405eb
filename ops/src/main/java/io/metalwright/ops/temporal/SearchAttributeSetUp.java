package io.metalwright.ops.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.metalwright.workflows.SearchAttributes;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;

/** Has a namespace know our search attributes: those that it lacks are added. */
public final class SearchAttributeSetUp {
    private SearchAttributeSetUp() {}

    public static void ensure(String target, String namespace) {
        var stubs = OperatorServiceStubs.newServiceStubs(
                OperatorServiceStubsOptions.newBuilder().setTarget(target).validateAndBuildWithDefaults());
        try {
            var operator = stubs.blockingStub();
            var known = operator.listSearchAttributes(ListSearchAttributesRequest.newBuilder()
                            .setNamespace(namespace)
                            .build())
                    .getCustomAttributesMap();
            var missing = AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
            SearchAttributes.ALL.stream()
                    .filter(attribute -> !known.containsKey(attribute.getName()))
                    .forEach(attribute -> missing.putSearchAttributes(attribute.getName(), attribute.getValueType()));
            if (missing.getSearchAttributesCount() > 0) {
                operator.addSearchAttributes(missing.build());
            }
        } catch (StatusRuntimeException e) {
            // Two processes that start at once may both add them.
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                throw e;
            }
        } finally {
            stubs.shutdown();
        }
    }
}
