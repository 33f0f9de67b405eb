package io.metalwright.api;

import io.metalwright.api.access.AuditFilter;
import io.metalwright.api.access.TokenFilter;
import io.metalwright.api.codec.CodecDoor;
import io.metalwright.api.idempotency.IdempotencyFilter;
import io.metalwright.api.ui.BrowserHeaders;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.CmdbSettings;
import io.metalwright.cmdb.secret.KeyRing;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import jakarta.servlet.Filter;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API is made of where the launcher brought nothing, and the order of its filters. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Cmdb cmdb(ApiProperties properties) {
        var database = properties.database();
        if (database.url() == null) {
            return Cmdb.open(CmdbSettings.embedded(properties.data()));
        }
        var keyFile =
                Objects.requireNonNullElse(database.keyFile(), properties.data().resolve("secrets.key"));
        return Cmdb.open(
                new CmdbSettings(database.url(), database.user(), database.passwordFile(), KeyRing.of(keyFile)));
    }

    @Bean
    @ConditionalOnMissingBean
    WorkflowClient workflowClient(ApiProperties properties, ObjectProvider<DataConverter> converter) {
        // Connects at the first call, so that the API starts, and says what is missing, while Temporal is away.
        var stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(properties.temporal().target())
                .build());
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(properties.temporal().namespace())
                        .setDataConverter(converter.getIfAvailable(DefaultDataConverter::newDefaultInstance))
                        .build());
    }

    @Bean
    FilterRegistrationBean<BrowserHeaders> browserHeaders() {
        return filter(new BrowserHeaders(), 0, "/*");
    }

    @Bean
    FilterRegistrationBean<AuditFilter> auditFilter(Cmdb cmdb) {
        return filter(new AuditFilter(cmdb.auditTrail()), 1, "/api/*");
    }

    @Bean
    FilterRegistrationBean<CodecDoor> codecDoor(ApiProperties properties) {
        return filter(new CodecDoor(properties.temporal().ui()), 1, "/codec/*");
    }

    @Bean
    FilterRegistrationBean<TokenFilter> tokenFilter(Cmdb cmdb) {
        return filter(new TokenFilter(cmdb.accessTokens()), 2, "/api/*", "/actuator/*", "/codec/*", "/metrics");
    }

    @Bean
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(Cmdb cmdb) {
        return filter(new IdempotencyFilter(cmdb.idempotentAnswers(), cmdb.seal()), 3, "/api/*");
    }

    private static <F extends Filter> FilterRegistrationBean<F> filter(F filter, int order, String... paths) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.addUrlPatterns(paths);
        return registration;
    }
}
