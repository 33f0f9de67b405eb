package io.metalwright.api;

import io.metalwright.cmdb.Cmdb;
import io.temporal.client.WorkflowClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The API as a program. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(ApiProperties.class)
@ComponentScan(basePackageClasses = ApiApplication.class)
@Import(ApiConfiguration.class)
public class ApiApplication {

    /**
     * Starts the API; returns when it listens.
     *
     * @param properties {@code server.port}, {@code metalwright.…}; see {@link ApiProperties}
     * @param cmdb an open CMDB to share, which stays open when the API stops; null: the API opens its own
     * @param temporal a client to share; null: the API makes its own, and starts also while Temporal is away
     */
    public static ConfigurableApplicationContext start(
            Map<String, Object> properties, @Nullable Cmdb cmdb, @Nullable WorkflowClient temporal) {
        return builder(properties, cmdb, temporal).run();
    }

    static SpringApplicationBuilder builder(
            Map<String, Object> properties, @Nullable Cmdb cmdb, @Nullable WorkflowClient temporal) {
        return new SpringApplicationBuilder(ApiApplication.class)
                .web(WebApplicationType.SERVLET)
                // A name of its own: in one JVM with other parts no other program's configuration is taken for the
                // API's.
                .properties("spring.config.name=metalwright-api")
                .registerShutdownHook(false)
                .initializers(context -> {
                    var beans = (GenericApplicationContext) context;
                    context.getEnvironment()
                            .getPropertySources()
                            .addFirst(new MapPropertySource("launcher", properties));
                    if (cmdb != null) {
                        beans.registerBean(Cmdb.class, () -> cmdb, definition -> definition.setDestroyMethodName(""));
                    }
                    if (temporal != null) {
                        beans.registerBean(WorkflowClient.class, () -> temporal);
                    }
                });
    }
}
