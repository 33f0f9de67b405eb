package io.metalwright.activities.imaging;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Takes the wrapping off an image: gzip (RFC 1952), xz or zstd (RFC 8878), told by the first bytes. */
enum Unpacking {
    NONE(""),
    GZIP(".gz", 0x1F, 0x8B),
    XZ(".xz", 0xFD, '7', 'z', 'X', 'Z', 0),
    ZSTD(".zst", 0x28, 0xB5, 0x2F, 0xFD);

    /** An xz file may ask for 4 GiB of memory; those that people make with {@code xz -9} take 65 MiB. */
    private static final int XZ_MEMORY_KIB = 512 << 10;

    private final String suffix;
    private final byte[] magic;

    Unpacking(String suffix, int... magic) {
        this.suffix = suffix;
        this.magic = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            this.magic[i] = (byte) magic[i];
        }
    }

    static Unpacking of(byte[] head) {
        return Arrays.stream(values())
                .filter(unpacking -> unpacking != NONE
                        && head.length >= unpacking.magic.length
                        && Arrays.equals(head, 0, unpacking.magic.length, unpacking.magic, 0, unpacking.magic.length))
                .findFirst()
                .orElse(NONE);
    }

    /** As file names end. */
    String suffix() {
        return suffix;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    InputStream open(Path file) throws IOException {
        var packed = new BufferedInputStream(Files.newInputStream(file), 1 << 20);
        return switch (this) {
            case NONE -> packed;
            case GZIP -> new GZIPInputStream(packed, 1 << 16);
            case XZ -> new XZInputStream(packed, XZ_MEMORY_KIB);
            case ZSTD -> new ZstdInputStream(packed);
        };
    }
}
