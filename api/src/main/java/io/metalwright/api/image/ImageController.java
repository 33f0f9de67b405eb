package io.metalwright.api.image;

import io.metalwright.api.naming.Names;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.image.Image;
import io.metalwright.cmdb.image.ImageState;
import io.metalwright.workflows.steps.ImageLibrary;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/images", produces = "application/json")
class ImageController {
    private static final Map<String, String> SORTABLE = Map.of(
            "name",
            "name",
            "state",
            "state",
            "sizeBytes",
            "sizeBytes",
            "storedBytes",
            "storedBytes",
            "format",
            "format",
            "createdAt",
            "createdAt",
            "updatedAt",
            "updatedAt");

    private final Cmdb cmdb;
    private final Imports imports;
    private final Uploads uploads;
    private final ImageUse use;

    ImageController(Cmdb cmdb, Imports imports, Uploads uploads, ImageUse use) {
        this.cmdb = cmdb;
        this.imports = imports;
        this.uploads = uploads;
        this.use = use;
    }

    @GetMapping
    Listing<ImageAnswer> listImages(ListQuery query) {
        return Listing.of(
                cmdb.images().search(query.search(), query.pageable(SORTABLE, Sort.by("name"))), ImageAnswer::of);
    }

    @GetMapping("/{name}")
    ImageAnswer readImage(@PathVariable String name) {
        return ImageAnswer.of(find(name));
    }

    /** Also takes a name that is there: it then stands for the new image as soon as that is ready. */
    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ImageAnswer> importImage(@RequestBody NewImage wanted) {
        imports.checkFree(wanted.name());
        return accepted(imports.start(new ImageLibrary.Request(wanted.name(), wanted.url(), wanted.sha256())));
    }

    @PutMapping("/{name}/content")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<ImageAnswer> uploadImage(
            @PathVariable String name, @RequestParam @Nullable String sha256, HttpServletRequest request)
            throws IOException {
        var wantedSum = checked(name, sha256);
        imports.checkFree(name);
        var received = uploads.receive(name, request.getInputStream(), request.getContentLengthLong(), wantedSum);
        try {
            return accepted(imports.start(new ImageLibrary.Request(
                    name, received.file(), received.sum().hex())));
        } catch (RuntimeException e) {
            uploads.delete(received.file());
            throw e;
        }
    }

    private static @Nullable String checked(String name, @Nullable String sha256) {
        try {
            Names.check(name, "image");
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("name", String.valueOf(e.getMessage()));
        }
        try {
            return NewImage.sum(sha256);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("sha256", String.valueOf(e.getMessage()));
        }
    }

    private static ResponseEntity<ImageAnswer> accepted(Image image) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/images/" + image.name()))
                .body(ImageAnswer.of(image));
    }

    /** Machines that have it keep it. Stops an import that is under way. */
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteImage(@PathVariable String name) throws InterruptedException {
        var image = find(name);
        use.by(name).ifPresent(run -> {
            throw Problem.conflict(
                            "image-in-use",
                            "The image is in use",
                            "A run is about to write image '" + name + "' to machine "
                                    + (run.machineName() == null ? run.machine() : run.machineName()) + ".")
                    .run(run.id())
                    .help("Wait for its end, or cancel it.");
        });
        if (image.state() == ImageState.IMPORTING) {
            imports.stop(name);
        }
        cmdb.images().delete(name);
    }

    private Image find(String name) {
        return cmdb.images().find(name).orElseThrow(() -> Names.unknown("image", name));
    }
}
