package io.metalwright.api.template;

import io.metalwright.api.naming.Names;
import io.metalwright.api.paging.ListQuery;
import io.metalwright.api.paging.Listing;
import io.metalwright.cmdb.Cmdb;
import io.metalwright.cmdb.template.OsTemplate;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/templates", produces = "application/json")
class TemplateController {
    private static final Map<String, String> SORTABLE =
            Map.of("name", "name", "description", "description", "createdAt", "createdAt", "updatedAt", "updatedAt");

    private final Cmdb cmdb;

    TemplateController(Cmdb cmdb) {
        this.cmdb = cmdb;
    }

    @GetMapping
    Listing<TemplateAnswer> listTemplates(ListQuery query) {
        return Listing.of(
                cmdb.osTemplates().search(query.search(), query.pageable(SORTABLE, Sort.by("name"))),
                TemplateAnswer::of);
    }

    @GetMapping("/{name}")
    TemplateAnswer readTemplate(@PathVariable String name) {
        return TemplateAnswer.of(find(name));
    }

    @PostMapping(consumes = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TemplateAnswer> enterTemplate(@RequestBody NewTemplate entered) {
        var now = Instant.now();
        var template = new OsTemplate(
                Names.given(entered.name(), "template"),
                entered.description(),
                TemplateSpec.checked(entered.spec()),
                now,
                now);
        if (!cmdb.osTemplates().enter(template)) {
            throw Names.taken("template", template.name());
        }
        return ResponseEntity.created(URI.create("/api/v1/templates/" + template.name()))
                .body(TemplateAnswer.of(find(template.name())));
    }

    @PutMapping(path = "/{name}", consumes = "application/json")
    TemplateAnswer changeTemplate(@PathVariable String name, @RequestBody NewTemplate change) {
        var template = find(name);
        Names.checkSame(name, change.name());
        cmdb.osTemplates()
                .replace(new OsTemplate(
                        name,
                        change.description(),
                        TemplateSpec.checked(change.spec()),
                        template.createdAt(),
                        Instant.now()));
        return TemplateAnswer.of(find(name));
    }

    /** Runs took over what it said when they started, so none of them misses it. */
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteTemplate(@PathVariable String name) {
        cmdb.osTemplates().delete(find(name).name());
    }

    private OsTemplate find(String name) {
        return cmdb.osTemplates().find(name).orElseThrow(() -> Names.unknown("template", name));
    }
}
