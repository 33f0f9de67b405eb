package io.metalwright.boot.firmware;

import io.metalwright.model.BootMode;

/** What is asking. It is settled once for each message; every later choice is a switch over it. */
public sealed interface Firmware {
    /** A network card's boot ROM under BIOS: takes a boot file of a few hundred kilobytes by TFTP. */
    record BiosPxe() implements Firmware {}

    /** UEFI's own PXE: takes an EFI program by TFTP. */
    record UefiPxe(Processor processor) implements Firmware {}

    /** UEFI HTTP boot: takes an EFI program from a URL, and only from a server that calls itself {@code HTTPClient}. */
    record UefiHttp(Processor processor) implements Firmware {}

    /** iPXE, from a card's ROM or from us a moment ago: takes a script. */
    record Ipxe(BootMode mode, Processor processor) implements Firmware {}

    /** Says that it boots from the network, with an architecture for which there is nothing to give. */
    record UnsupportedBoot(int architecture) implements Firmware {}

    /** An operating system or an appliance that wants an address and nothing else. */
    record PlainDhcp() implements Firmware {}

    /** Whether this is somebody who boots from the network. */
    default boolean bootsFromNetwork() {
        return !(this instanceof PlainDhcp);
    }

    /** For people: "an address to …". */
    default String phrase() {
        return switch (this) {
            case BiosPxe bios -> "BIOS PXE";
            case UefiPxe(Processor processor) -> "UEFI PXE of " + processor;
            case UefiHttp(Processor processor) -> "UEFI HTTP boot of " + processor;
            case Ipxe(BootMode mode, Processor processor) -> "iPXE under " + mode + " of " + processor;
            case UnsupportedBoot(int architecture) ->
                "firmware of architecture " + architecture + ", which nothing is for";
            case PlainDhcp plain -> "a plain DHCP client";
        };
    }
}
