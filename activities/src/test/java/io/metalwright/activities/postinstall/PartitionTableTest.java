package io.metalwright.activities.postinstall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionTableTest {
    /** sfdisk 2.38.1 of a Debian image with its root first in number and last in place. */
    private static final String GPT = """
            {"partitiontable": {"label":"gpt", "id":"6E8F1D0B-0000-4000-8000-000000000001", "device":"/dev/md127", "unit":"sectors",
             "firstlba":34, "lastlba":1048542, "sectorsize":512, "partitions": [
              {"node":"/dev/md127p1", "start":262144, "size":524288, "type":"4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709", "uuid":"A"},
              {"node":"/dev/md127p14", "start":2048, "size":6144, "type":"21686148-6449-6E6F-744E-656564454649", "uuid":"B"},
              {"node":"/dev/md127p15", "start":8192, "size":253952, "type":"C12A7328-F81F-11D2-BA4B-00A0C93EC93B", "uuid":"C"}]}}""";

    @Test
    void theLastPartitionIsTheOneThatEndsLastWhateverItsNumber() {
        var table = PartitionTable.parse(GPT);
        assertThat(table.last().node()).isEqualTo("/dev/md127p1");
        assertThat(table.number(table.last())).isEqualTo(1);
    }

    @Test
    void roomUnderGptEndsWithTheDeviceAndNotWithTheImage() {
        var table = PartitionTable.parse(GPT);
        assertThat(table.roomBehind(table.last(), 1048576L * 512)).isTrue();
        var full = PartitionTable.parse(GPT.replace("\"size\":524288", "\"size\":786399"));
        assertThat(full.roomBehind(full.last(), 1048576L * 512)).isFalse();
    }

    @Test
    void roomUnderADosTableEndsWithTheDevice() {
        var dos = PartitionTable.parse("""
                {"partitiontable": {"label":"dos", "id":"0x1", "device":"/dev/sda", "unit":"sectors", "sectorsize":512,
                 "partitions": [{"node":"/dev/sda1", "start":2048, "size":200000, "type":"83", "bootable":true}]}}""");
        assertThat(dos.roomBehind(dos.last(), 1L << 30)).isTrue();
        assertThat(dos.roomBehind(dos.last(), 202048L * 512)).isFalse();
    }
}
