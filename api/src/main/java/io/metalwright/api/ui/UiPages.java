package io.metalwright.api.ui;

import io.metalwright.api.ApiProperties;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.PathResource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the built pages beside the API, on the same origin. */
@Configuration(proxyBeanMethods = false)
class UiPages implements WebMvcConfigurer {
    private final @Nullable Path folder;

    UiPages(ApiProperties properties) {
        folder = properties.ui();
    }

    /** An empty path is no resource in Spring's eyes. */
    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        if (folder != null) {
            registry.addViewController("/").setViewName("forward:/index.html");
        }
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        if (folder == null) {
            return;
        }
        // Relative to a folder that ends in a slash; without it Spring would look beside the folder.
        var pages = new PathResource(folder.toAbsolutePath().normalize() + "/");
        var assets = new PathResource(folder.toAbsolutePath().normalize().resolve("assets") + "/");
        // Their names hold a sum of what is in them, so a changed file has another name.
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(assets)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
        registry.addResourceHandler("/**")
                .addResourceLocations(pages)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new PageOrFile());
    }
}
