package io.metalwright.api.site;

import io.metalwright.api.naming.Names;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.api.problem.Problem;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.site.Site;
import io.metalwright.model.SiteName;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/sites", produces = "application/json")
class SiteController {
    private static final Map<String, String> SORTABLE =
            Map.of("name", "name", "description", "description", "createdAt", "createdAt");

    /** Machines that nobody placed elsewhere are there. */
    private static final SiteName DEFAULT = SiteName.of("default");

    private final Cmdb cmdb;

    SiteController(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @GetMapping
    Listing<SiteAnswer> listSites(ListQuery query) {
        return Listing.of(
                cmdb.sites().search(query.search(), query.pageable(SORTABLE, Sort.by("name"))), SiteAnswer::of);
    }

    @GetMapping("/{name}")
    SiteAnswer readSite(@PathVariable SiteName name) {
        return SiteAnswer.of(find(name));
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<SiteAnswer> enterSite(@RequestBody NewSite entered) {
        var site = new Site(entered.name(), entered.description(), Instant.now());
        if (!cmdb.sites().enter(site)) {
            throw Names.taken("site", entered.name().value());
        }
        return ResponseEntity.created(URI.create("/api/v1/sites/" + site.name()))
                .body(SiteAnswer.of(find(site.name())));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteSite(@PathVariable SiteName name) {
        find(name);
        if (name.equals(DEFAULT)) {
            throw inUse("The site 'default' stays: it is where machines are that nobody placed elsewhere.");
        }
        if (cmdb.machines().anyAt(name)) {
            throw inUse("There are machines at site '" + name + "'.").help("Delete them first.");
        }
        if (!cmdb.segments().ofSite(name).isEmpty()) {
            throw inUse("Site '" + name + "' has segments.").help("Delete them first.");
        }
        if (!cmdb.bootConfigurations().ofSite(name).isEmpty()) {
            throw inUse("Site '" + name + "' has boot configurations.").help("Delete them first.");
        }
        cmdb.sites().delete(name);
    }

    private Site find(SiteName name) {
        return cmdb.sites().find(name).orElseThrow(() -> Names.unknown("site", name.value()));
    }

    private static Problem inUse(String detail) {
        return Problem.conflict("site-in-use", "The site is in use", detail);
    }
}
