package io.metalwright.api.bootconfiguration;

import io.metalwright.api.machine.MachineLookup;
import io.metalwright.api.naming.Names;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.api.problem.Problem;
import io.metalwright.api.segment.SegmentServing;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.model.SiteName;
import io.metalwright.model.boot.BootConfiguration;
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
@RequestMapping(path = "/api/v1/boot-configurations", produces = "application/json")
class BootConfigurationController {
    private static final Map<String, String> SORTABLE =
            Map.of("name", "name", "site", "site", "updatedAt", "updatedAt");

    private final Cmdb cmdb;
    private final SegmentServing serving;
    private final MachineLookup machines;
    private final DocumentChecks documents;

    BootConfigurationController(Cmdb cmdb, SegmentServing serving, MachineLookup machines, DocumentChecks documents) {
        this.cmdb = cmdb;
        this.serving = serving;
        this.machines = machines;
        this.documents = documents;
    }

    @GetMapping
    Listing<BootConfiguration> listBootConfigurations(ListQuery query) {
        return Listing.of(
                cmdb.bootConfigurations().search(query.search(), query.pageable(SORTABLE, Sort.by("name"))),
                configuration -> configuration);
    }

    @GetMapping("/{name}")
    BootConfiguration readBootConfiguration(@PathVariable String name) {
        return find(name);
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<BootConfiguration> enterBootConfiguration(@RequestBody BootConfigurationEntry entry) {
        var configuration = entry.named(Names.given(entry.name(), "boot configuration"), entry.siteOrDefault());
        documents.check(configuration);
        change(configuration.site(), () -> {
            if (!cmdb.bootConfigurations().enter(configuration)) {
                throw Names.taken("boot configuration", configuration.name());
            }
            return configuration;
        });
        return ResponseEntity.created(URI.create("/api/v1/boot-configurations/" + configuration.name()))
                .body(configuration);
    }

    @PutMapping(path = "/{name}", consumes = "application/json")
    BootConfiguration changeBootConfiguration(@PathVariable String name, @RequestBody BootConfigurationEntry entry) {
        Names.checkSame(name, entry.name());
        var before = find(name);
        if (entry.site() != null && !entry.site().equals(before.site())) {
            throw Problem.invalid("site", "Boot configuration '" + name + "' belongs to site '" + before.site() + "'.")
                    .help("It stays at its site: delete it, and enter it there.");
        }
        var configuration = entry.named(name, before.site());
        documents.check(configuration);
        return change(configuration.site(), () -> {
            cmdb.bootConfigurations().replace(configuration);
            return configuration;
        });
    }

    /** What a machine would fetch, with its words filled in as far as they are known here. */
    @GetMapping("/{name}/preview/{machine}")
    BootPreview previewBootConfiguration(@PathVariable String name, @PathVariable String machine) {
        return BootPreview.of(find(name), machines.find(machine), cmdb);
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteBootConfiguration(@PathVariable String name) {
        var configuration = find(name);
        change(configuration.site(), () -> {
            cmdb.bootConfigurations().delete(name);
            return configuration;
        });
    }

    /** One change of a site at a time; when its boot-services cannot be told through Temporal, nothing is changed. */
    private BootConfiguration change(SiteName site, Supplier<BootConfiguration> work) {
        return cmdb.atomically(() -> {
            if (!cmdb.sites().lock(site)) {
                throw Problem.unknownSite(site);
            }
            var configuration = work.get();
            serving.serve(site);
            return configuration;
        });
    }

    private BootConfiguration find(String name) {
        return cmdb.bootConfigurations().find(name).orElseThrow(() -> Names.unknown("boot configuration", name));
    }
}
