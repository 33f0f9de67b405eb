package io.metalwright.model.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageWishTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aWishIsReadAndWrittenAsItWasTyped() throws Exception {
        var text = """
                {"rootSize":"20GiB","fileSystems":[{"size":"2GiB","type":"swap"},{"type":"ext4","label":"home","mount":"/home"},\
                {"disk":"S2","type":"xfs","mount":"/srv","options":"noatime"}],\
                "mounts":[{"what":"nas:/export","where":"/mnt/nas","type":"nfs"}]}""";
        var wish = JSON.readValue(text, StorageWish.class);
        assertThat(JSON.writeValueAsString(wish)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"512MiB,536870912", "20 GiB,21474836480", "20G,21474836480", "1TiB,1099511627776"})
    void aSizeIsAWholeNumberOfUnits(String text, long bytes) {
        assertThat(DataSize.of(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'fileSystems':[{'type':'ext4','mount':'/a'}]} | 'storage.rootSize' is missing",
                "{'fileSystems':[{'disk':'S','type':'ext4','mount':'/a'},{'disk':'S','type':'ext4','mount':'/b'}]} | takes the rest of disk S",
                "{'fileSystems':[{'disk':'S','type':'ext4','mount':'/a'}],'mounts':[{'what':'tmpfs','where':'/a','type':'tmpfs'}]} | mounts two at /a",
                "{'fileSystems':[{'disk':'S','type':'ext4','mount':'a'}]} | must be an absolute path",
                "{'fileSystems':[{'disk':'S','type':'ext4','mount':'/a/../b'}]} | must be an absolute path",
                "{'fileSystems':[{'disk':'S','type':'ext4','mount':'/'}]} | must be an absolute path",
                "{'fileSystems':[{'disk':'S','type':'ext4','mount':'/usr'}]} | belongs to the system itself",
                "{'fileSystems':[{'disk':'S','type':'ext4'}]} | must be an absolute path",
                "{'fileSystems':[{'disk':'S','type':'swap','mount':'/a'}]} | swap is mounted nowhere",
                "{'fileSystems':[{'disk':'S','type':'xfs','mount':'/a','size':'100MiB'}]} | xfs needs at least 300MiB",
                "{'fileSystems':[{'disk':'S','type':'xfs','mount':'/a','label':'thirteen.char'}]} | 1 to 12",
                "{'fileSystems':[{'disk':'S','type':'ext4','mount':'/a','label':'~x'}]} | a label of ext4",
                "{'fileSystems':[{'disk':'S','type':'ext4','mount':'/a','size':'1.5GiB'}]} | is no size",
                "{'fileSystems':[{'disk':'S','type':'ext4','mount':'/a','size':'99999999999TiB'}]} | is no size",
                "{'mounts':[{'what':'a b','where':'/a','type':'nfs'}]} | without spaces",
                "{'mounts':[{'what':'//nas/x','where':'/a','type':'cifs','options':'user=u,password=p'}]} | credentials=FILE",
                "{'mounts':[{'what':'nas:/x','where':'/a','type':'NFS 4'}]} | no type of file system",
                "{'mounts':[{'what':'nas:/x','where':'/a','type':'nfs','pass':3}]} | must be 0, 1 or 2"
            })
    void whatCannotBeIsRefusedByName(String text, String reason) {
        assertThatThrownBy(() -> JSON.readValue(text.replace('\'', '"'), StorageWish.class))
                .hasMessageContaining(reason);
    }
}
