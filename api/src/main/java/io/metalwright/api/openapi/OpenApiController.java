package io.metalwright.api.openapi;

import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells what this API offers. The document was made from these very controllers when they were built, so that starting takes no time for it. */
@RestController
class OpenApiController {
    private final Resource document = new ClassPathResource("openapi.json", OpenApiController.class);

    @GetMapping(path = "/api/v1/openapi.json")
    ResponseEntity<Resource> readDocument() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)).cachePublic())
                .body(document);
    }
}
