package io.metalwright.api.segment;

import io.metalwright.api.naming.Names;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.SiteName;
import io.metalwright.model.network.Segment;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/segments", produces = "application/json")
class SegmentController {
    private static final Map<String, String> SORTABLE =
            Map.of("name", "name", "site", "site", "updatedAt", "updatedAt");

    private final Cmdb cmdb;
    private final SegmentServing serving;

    SegmentController(Cmdb cmdb, SegmentServing serving) {
        this.cmdb = cmdb;
        this.serving = serving;
    }

    @GetMapping
    Listing<Segment> listSegments(ListQuery query) {
        return Listing.of(
                cmdb.segments().search(query.search(), query.pageable(SORTABLE, Sort.by("name"))), segment -> segment);
    }

    @GetMapping("/{name}")
    Segment readSegment(@PathVariable String name) {
        return find(name);
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Segment> enterSegment(@RequestBody SegmentEntry entry) {
        var segment = entry.named(Names.given(entry.name(), "segment"), entry.siteOrDefault());
        change(segment.site(), () -> {
            if (cmdb.segments().find(segment.name()).isPresent()) {
                throw Names.taken("segment", segment.name());
            }
            Neighbours.check(segment, cmdb.segments().ofSite(segment.site()));
            if (!cmdb.segments().enter(segment)) {
                throw Names.taken("segment", segment.name());
            }
            return segment;
        });
        return ResponseEntity.created(URI.create("/api/v1/segments/" + segment.name()))
                .body(segment);
    }

    @PutMapping(path = "/{name}", consumes = "application/json")
    Segment changeSegment(@PathVariable String name, @RequestBody SegmentEntry entry) {
        Names.checkSame(name, entry.name());
        var before = find(name);
        if (entry.site() != null && !entry.site().equals(before.site())) {
            throw Problem.invalid("site", "Segment '" + name + "' belongs to site '" + before.site() + "'.")
                    .help("A segment stays at its site: delete it, and enter it there.");
        }
        var segment = entry.named(name, before.site());
        return change(segment.site(), () -> {
            Neighbours.check(segment, cmdb.segments().ofSite(segment.site()));
            cmdb.segments().replace(segment);
            return segment;
        });
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteSegment(@PathVariable String name) {
        var segment = find(name);
        change(segment.site(), () -> {
            cmdb.segments().delete(name);
            return segment;
        });
    }

    /** One change of a site at a time; when its boot-services cannot be told through Temporal, nothing is changed. */
    private Segment change(SiteName site, Supplier<Segment> work) {
        return cmdb.atomically(() -> {
            if (!cmdb.sites().lock(site)) {
                throw Problem.unknownSite(site);
            }
            var segment = work.get();
            serving.serve(site);
            return segment;
        });
    }

    private Segment find(String name) {
        return cmdb.segments().find(name).orElseThrow(() -> Names.unknown("segment", name));
    }
}
