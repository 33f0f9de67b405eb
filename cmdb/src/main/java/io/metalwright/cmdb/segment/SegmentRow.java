package io.metalwright.cmdb.segment;

import io.metalwright.model.SiteName;
import io.metalwright.model.network.Segment;
import java.time.Instant;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A segment, whole. */
@Table("segment")
record SegmentRow(@Id String name, SiteName site, Segment definition, Instant updatedAt) {
    static SegmentRow of(Segment segment) {
        return new SegmentRow(segment.name(), segment.site(), segment, Instant.now());
    }
}
