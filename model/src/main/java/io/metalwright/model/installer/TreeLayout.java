package io.metalwright.model.installer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.metalwright.model.boot.DocumentKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How a distribution lays out its installation media: where the installer's kernel and initrd lie, and which answers it reads. */
public enum TreeLayout {
    /** The small disc that the distribution builds for booting from networks: all else comes from a mirror. */
    DEBIAN_NETBOOT(
            "linux",
            "initrd.gz",
            DocumentKind.PRESEED,
            "auto=true priority=critical preseed/url={{http}}/preseed/{{mac}} hostname={{hostname}} domain= interface={{mac}} netcfg/get_nameservers= ---"),
    DEBIAN_DISC("install.amd/vmlinuz", "install.amd/initrd.gz", DocumentKind.PRESEED, ""),
    /** It takes the whole disc by its address. */
    UBUNTU(
            "casper/vmlinuz",
            "casper/initrd",
            DocumentKind.AUTOINSTALL,
            "ip=dhcp url={{http}}/trees/{{tree}}/medium.iso autoinstall ds=nocloud-net;s={{http}}/autoinstall/{{mac}}/"),
    RHEL(
            "images/pxeboot/vmlinuz",
            "images/pxeboot/initrd.img",
            DocumentKind.KICKSTART,
            "inst.repo={{http}}/trees/{{tree}} inst.ks={{http}}/kickstart/{{mac}} inst.text ip=dhcp"),
    SUSE(
            "boot/x86_64/loader/linux",
            "boot/x86_64/loader/initrd",
            DocumentKind.AUTOYAST,
            "install={{http}}/trees/{{tree}} autoyast={{http}}/autoyast/{{mac}} netsetup=dhcp textmode=1");

    /** The whole disc beside its files, for installers that ask for it. */
    public static final String MEDIUM = "medium.iso";

    private static final String FORMAT = "iso:";

    private final String kernel;
    private final String initrd;
    private final DocumentKind answers;
    private final String arguments;

    TreeLayout(String kernel, String initrd, DocumentKind answers, String arguments) {
        this.kernel = kernel;
        this.initrd = initrd;
        this.answers = answers;
        this.arguments = arguments;
    }

    /** Path in the tree. */
    public String kernel() {
        return kernel;
    }

    /** Path in the tree. */
    public String initrd() {
        return initrd;
    }

    /** What its installer reads its answers from. */
    public DocumentKind answers() {
        return answers;
    }

    /** The installer's own part of the kernel's command line, a template. */
    public String arguments() {
        return arguments;
    }

    /** A Debian disc's own installer looks for the disc in a drive, which a machine that boots from the network has not. */
    public boolean bootsFromNetwork() {
        return this != DEBIAN_DISC;
    }

    /** Whether the packages come from elsewhere. */
    public boolean needsMirror() {
        return this == DEBIAN_NETBOOT;
    }

    /** Whether its installer asks for the whole disc. */
    public boolean needsMedium() {
        return this == UBUNTU;
    }

    /**
     * What is laid out so.
     *
     * @param holds whether there is a file of this path
     */
    public static Optional<TreeLayout> of(Predicate<String> holds) {
        return Arrays.stream(values())
                .filter(layout -> holds.test(layout.kernel) && holds.test(layout.initrd))
                .findFirst();
    }

    /** What an image that came so is called by: {@code iso:rhel}. */
    public String format() {
        return FORMAT + word();
    }

    /** @param format of an image; null while it is not known */
    public static Optional<TreeLayout> ofFormat(@Nullable String format) {
        return Arrays.stream(values())
                .filter(layout -> layout.format().equals(format))
                .findFirst();
    }

    @JsonCreator
    public static TreeLayout of(String word) {
        return Arrays.stream(values())
                .filter(layout -> layout.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no layout of installation media"));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
