package io.metalwright.api.console;

import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the web server speak WebSocket: it brings that along, and does not begin it by itself. */
@Configuration(proxyBeanMethods = false)
class WebSockets {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> speakingWebSocket() {
        return factory ->
                factory.addContextCustomizers(context -> context.addServletContainerInitializer(new WsSci(), null));
    }
}
