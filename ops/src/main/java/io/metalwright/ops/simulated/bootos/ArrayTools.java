package io.metalwright.ops.simulated.bootos;

import io.metalwright.ops.simulated.disk.Mirror;
import io.metalwright.ops.simulated.disk.SimulatedDisk;
import io.metalwright.ops.simulated.net.SshHost.Asked;
import io.metalwright.ops.simulated.net.SshHost.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** mdadm 4.2 for one mirror. What it prints has the form of what it printed in BootOS on two disks of QEMU. */
final class ArrayTools implements Tools {
    private static final String ENVIRONMENT = "MDADM_NO_UDEV=1";

    private final BlockDevices devices;

    ArrayTools(BlockDevices devices) {
        this.devices = devices;
    }

    @Override
    public Optional<Ended> command(List<String> words, Asked asked) {
        return words.getFirst().equals("mdadm") ? Optional.of(mdadm(words)) : Optional.empty();
    }

    @Override
    public Optional<Ended> script(Script script) {
        if (script.has("/holders/md*")) {
            return Optional.of(holders(script.arguments()));
        }
        var words = ShellWords.of(script.text());
        if (words.size() > 1 && words.getFirst().equals(ENVIRONMENT)) {
            // What follows "&&" tidies links that do not exist here.
            int end = words.indexOf("&&");
            return Optional.of(mdadm(words.subList(1, end < 0 ? words.size() : end)));
        }
        return Optional.empty();
    }

    private Ended holders(List<String> disks) {
        var text = new StringBuilder();
        devices.array()
                .ifPresent(array -> array.members().stream()
                        .filter(member -> disks.contains(member.path()))
                        .forEach(member -> text.append(BlockDevices.ARRAY).append('\n')));
        return Ended.well(text.toString());
    }

    private Ended mdadm(List<String> words) {
        var operands =
                words.stream().skip(1).filter(word -> !word.startsWith("--")).toList();
        return switch (words.get(1)) {
            case "--create" -> create(operands);
            case "--assemble" -> assemble(operands);
            case "--manage" -> Ended.badly(1, "mdadm: simulated: no member can be left out");
            case "--stop" -> stop();
            case "--zero-superblock" -> zero(operands.getFirst());
            case "--examine" -> examine(operands.getFirst());
            case "--detail" -> detail(words.contains("--brief"));
            default -> Ended.badly(127, "mdadm: simulated: " + String.join(" ", words));
        };
    }

    /** The first operand is the array. */
    private Ended create(List<String> operands) {
        var uuid = UUID.randomUUID().toString().replace("-", "").replaceAll("(.{8})(?!$)", "$1:");
        var members = new ArrayList<Mirror.Member>();
        for (var path : operands.subList(1, operands.size())) {
            var disk = devices.disk(path);
            if (disk.isEmpty()) {
                return Ended.badly(2, "mdadm: cannot open " + path + ": No such file or directory");
            }
            members.add(new Mirror.Member(path, disk.get()));
        }
        members.forEach(member -> member.disk().superblock(uuid));
        devices.array(new Mirror(uuid, members));
        return new Ended(0, "", "mdadm: array " + BlockDevices.ARRAY_LINK + " started.\n");
    }

    private Ended assemble(List<String> operands) {
        var members = new ArrayList<Mirror.Member>();
        for (var path : operands.subList(1, operands.size())) {
            var disk = devices.disk(path).filter(found -> found.superblock().isPresent());
            if (disk.isEmpty()) {
                return Ended.badly(1, "mdadm: no recogniseable superblock on " + path);
            }
            members.add(new Mirror.Member(path, disk.get()));
        }
        devices.array(new Mirror(members.getFirst().disk().superblock().orElseThrow(), members));
        return new Ended(
                0, "", "mdadm: " + BlockDevices.ARRAY_LINK + " has been started with " + members.size() + " drives.\n");
    }

    private Ended stop() {
        devices.array(null);
        return new Ended(0, "", "mdadm: stopped " + BlockDevices.ARRAY + "\n");
    }

    private Ended zero(String path) {
        devices.disk(path).ifPresent(disk -> disk.superblock(null));
        return Ended.well("");
    }

    private Ended examine(String path) {
        return devices.disk(path)
                .flatMap(SimulatedDisk::superblock)
                .map(uuid -> Ended.well("""
                        MD_LEVEL=raid1
                        MD_DEVICES=2
                        MD_NAME=any:root
                        MD_UUID=%s
                        MD_EVENTS=0
                        """.formatted(uuid)))
                .orElseGet(() -> Ended.badly(1, "mdadm: No md superblock detected on " + path + "."));
    }

    private Ended detail(boolean brief) {
        var running = devices.array();
        if (running.isEmpty()) {
            return Ended.badly(1, "mdadm: cannot open " + BlockDevices.ARRAY_LINK + ": No such file or directory");
        }
        var array = running.get();
        if (brief) {
            return Ended.well(
                    "ARRAY " + BlockDevices.ARRAY + " metadata=1.0 name=any:root UUID=" + array.uuid() + "\n");
        }
        var text = new StringBuilder("""
                MD_LEVEL=raid1
                MD_DEVICES=%d
                MD_METADATA=1.0
                MD_UUID=%s
                MD_DEVNAME=root
                MD_NAME=any:root
                """.formatted(array.members().size(), array.uuid()));
        for (int role = 0; role < array.members().size(); role++) {
            var path = array.members().get(role).path();
            var name = "MD_DEVICE_" + path.substring(1).replace('/', '_');
            text.append(name).append("_ROLE=").append(role).append('\n');
            text.append(name).append("_DEV=").append(path).append('\n');
        }
        return Ended.well(text.toString());
    }
}
