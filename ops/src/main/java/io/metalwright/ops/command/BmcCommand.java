package io.metalwright.ops.command;

import io.metalwright.model.BootMode;
import io.metalwright.model.bmc.BiosWish;
import io.metalwright.model.bmc.BmcRequest;
import io.metalwright.model.bmc.BmcVerb;
import io.metalwright.model.bmc.FirmwareWish;
import io.metalwright.model.bmc.KeyReset;
import io.metalwright.model.bmc.MediumWish;
import io.metalwright.model.power.BootDevice;
import io.metalwright.model.power.BootOverride;
import io.metalwright.model.power.PowerCommand;
import io.metalwright.ops.command.Terminal.Column;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** BMCs: of machines, and of anything that speaks IPMI. */
@Command(
        name = "bmc",
        description =
                "A BMC, of a machine (--machine) or by its address (--host): info, power, boot, sensors, events, fru, users, rotate, lan, media, boot-mode, secure-boot, bios, volumes, firmware, broker, console.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class BmcCommand {
    private static final Column[] SENSORS = {
        Column.of("ID", "id"),
        Column.of("NAME", "name"),
        Column.of("ON", "entity"),
        Column.of("TYPE", "type"),
        new Column("READS", BmcCommand::reading),
        Column.of("HEALTH", "health"),
        new Column("WARNING", sensor -> range(sensor, "lowerWarning", "upperWarning")),
        new Column("CRITICAL", sensor -> range(sensor, "lowerCritical", "upperCritical"))
    };
    private static final Column[] EVENTS = {
        Column.of("ID", "id"),
        Column.of("TIME", "time"),
        Column.of("SEVERITY", "severity"),
        Column.of("SENSOR", "sensor"),
        Column.of("TYPE", "type"),
        new Column(
                "EVENT",
                event -> event.path("words").asString("")
                        + (event.path("asserted").asBoolean() ? "" : " (over)")),
        Column.of("DETAIL", "detail")
    };
    private static final Column[] PARTS = {
        Column.of("ID", "id"),
        Column.of("NAME", "name"),
        new Column("MAKER", part -> either(part, "product.manufacturer", "board.manufacturer")),
        new Column("PRODUCT", part -> either(part, "product.name", "board.product")),
        new Column("PART", part -> either(part, "product.partNumber", "board.partNumber")),
        new Column("SERIAL", part -> either(part, "product.serial", "board.serial", "chassis.serial")),
        Column.of("MADE", "board.manufactured"),
        Column.of("PROBLEMS", "problems")
    };
    private static final Column[] BIOS = {
        Column.of("SETTING", "name"), Column.of("NOW", "now"), Column.of("FROM NEXT START", "next")
    };
    private static final Column[] VOLUMES = {
        Column.of("CONTROLLER", "controller"),
        Column.of("WHAT", "what"),
        Column.of("NAME", "name"),
        Column.of("GB", "gigabytes"),
        Column.of("WWN", "wwn"),
        Column.of("DETAIL", "detail")
    };
    private static final Column[] FIRMWARE = {
        Column.of("ID", "id"),
        Column.of("NAME", "name"),
        Column.of("VERSION", "version"),
        Column.of("STATE", "state"),
        Column.of("UPDATEABLE", "updateable")
    };
    private static final Column[] USERS = {
        Column.of("ID", "id"),
        Column.of("NAME", "name"),
        Column.of("LOGIN", "login"),
        Column.of("PRIVILEGE", "privilege")
    };

    @Command(
            name = "info",
            description = "What the BMC is, and how its chassis fares.",
            mixinStandardHelpOptions = true)
    int info(@Mixin Connection connection, @Mixin BmcPlace place) throws IOException {
        return show(
                connection,
                place,
                BmcVerb.INFO,
                Column.of("PROTOCOL", "protocol"),
                Column.of("MANUFACTURER", "manufacturer"),
                Column.of("PRODUCT", "product"),
                Column.of("MAKER", "maker"),
                Column.of("MODEL", "model"),
                Column.of("FIRMWARE", "firmware"),
                Column.of("SYSTEM ID", "systemId"));
    }

    @Command(
            name = "power",
            description =
                    "Show the power and what ails the chassis; or switch it, and wait until it is so. On a machine (--machine) that is a run.",
            mixinStandardHelpOptions = true)
    int power(
            @Mixin Connection connection,
            @Mixin BmcPlace place,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "COMMAND",
                            converter = PowerWord.class,
                            completionCandidates = PowerWord.class,
                            description = "${COMPLETION-CANDIDATES}; none: show")
                    @Nullable
                    PowerCommand command)
            throws IOException {
        try (var bmc = place.open(connection)) {
            if (command != null) {
                bmc.switchPower(command);
            }
            connection
                    .terminal()
                    .answer(
                            bmc.ask(BmcRequest.of(BmcVerb.CHASSIS)),
                            Column.of("POWER", "power"),
                            Column.of("LAST EVENT", "lastPowerEvent"),
                            Column.of("AFTER MAINS", "afterMainsFailure"),
                            Column.of("FAULTS", "faults"));
        }
        return 0;
    }

    @Command(
            name = "boot",
            description = "Show what the firmware is told to boot, or tell it.",
            mixinStandardHelpOptions = true)
    int boot(
            @Mixin Connection connection,
            @Mixin BmcPlace place,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "DEVICE",
                            converter = DeviceWord.class,
                            completionCandidates = DeviceWord.class,
                            description = "${COMPLETION-CANDIDATES}; none takes an override back")
                    @Nullable
                    BootDevice device,
            @Option(names = "--mode", defaultValue = "UEFI", description = "BIOS or UEFI. Default: ${DEFAULT-VALUE}")
                    BootMode mode,
            @Option(names = "--for-good", description = "For all boots, not for the next alone") boolean forGood)
            throws IOException {
        try (var bmc = place.open(connection)) {
            var answer = device == null
                    ? bmc.ask(BmcRequest.of(BmcVerb.BOOT))
                    : bmc.ask(BmcRequest.of(new BootOverride(device, forGood, mode)));
            connection
                    .terminal()
                    .answer(
                            answer,
                            Column.of("DEVICE", "device"),
                            Column.of("MODE", "mode"),
                            new Column(
                                    "FOR", row -> row.path("persistent").asBoolean() ? "all boots" : "the next boot"),
                            new Column("HEEDED", row -> row.path("armed").asBoolean() ? "yes" : "not marked valid"));
        }
        return 0;
    }

    @Command(
            name = "sensors",
            description = "All sensors as they read now, with their thresholds.",
            mixinStandardHelpOptions = true)
    int sensors(@Mixin Connection connection, @Mixin BmcPlace place) throws IOException {
        return show(connection, place, BmcVerb.SENSORS, SENSORS);
    }

    @Command(name = "events", description = "The event log, oldest first.", mixinStandardHelpOptions = true)
    int events(
            @Mixin Connection connection,
            @Mixin BmcPlace place,
            @Option(names = "--clear", description = "Empty it; what stands in it is lost") boolean clear)
            throws IOException {
        try (var bmc = place.open(connection)) {
            var log = bmc.ask(BmcRequest.of(clear ? BmcVerb.CLEAR_EVENTS : BmcVerb.EVENTS));
            var terminal = connection.terminal();
            if (terminal.json()) {
                terminal.answer(log);
            } else {
                terminal.table(log.path("events"), EVENTS);
                if (log.path("overflow").asBoolean()) {
                    terminal.line("The log is full, and events were lost: clear it with --clear.");
                }
            }
        }
        return 0;
    }

    @Command(
            name = "fru",
            description = "What the replaceable parts say of themselves; with --json all of it.",
            mixinStandardHelpOptions = true)
    int fru(@Mixin Connection connection, @Mixin BmcPlace place) throws IOException {
        return show(connection, place, BmcVerb.PARTS, PARTS);
    }

    @Command(name = "users", description = "Who may log in to the BMC.", mixinStandardHelpOptions = true)
    int users(@Mixin Connection connection, @Mixin BmcPlace place) throws IOException {
        return show(connection, place, BmcVerb.USERS, USERS);
    }

    @Command(
            name = "rotate",
            description =
                    "Give a machine's BMC (--machine) another password, which nobody is told, log in with it, and keep it. That is a run.",
            mixinStandardHelpOptions = true)
    int rotate(@Mixin Connection connection, @Mixin BmcPlace place) {
        connection
                .terminal()
                .answer(
                        place.machine(connection).rotatePassword(),
                        Column.of("RUN", "id"),
                        Column.of("STATE", "state"),
                        Column.of("OUTCOME", "outcome"));
        return 0;
    }

    @Command(name = "lan", description = "How the BMC is on the network.", mixinStandardHelpOptions = true)
    int lan(@Mixin Connection connection, @Mixin BmcPlace place) throws IOException {
        return show(
                connection,
                place,
                BmcVerb.LAN,
                Column.of("ADDRESS", "address"),
                Column.of("NETMASK", "netmask"),
                Column.of("SOURCE", "source"),
                Column.of("MAC", "mac"),
                Column.of("GATEWAY", "gateway"),
                Column.of("GATEWAY MAC", "gatewayMac"),
                Column.of("BACKUP GATEWAY", "backupGateway"),
                Column.of("VLAN", "vlan"),
                Column.of("VLAN PRIORITY", "vlanPriority"),
                Column.of("ARP", "arp"),
                new Column("CIPHER SUITES", BmcCommand::suites),
                Column.of("BAD PASSWORDS", "badPasswords"));
    }

    @Command(
            name = "broker",
            description =
                    "How a machine's BMC fares with those who ask it: silent, busy, waited for. It is not asked for that.",
            mixinStandardHelpOptions = true)
    int broker(@Mixin Connection connection, @Mixin BmcPlace place) throws IOException {
        return show(
                connection,
                place,
                BmcVerb.BROKER,
                Column.of("BUSY", "busy"),
                Column.of("WAITING", "waiting"),
                Column.of("SESSION", "session"),
                Column.of("CALLS", "calls"),
                Column.of("UNANSWERED", "unanswered"),
                Column.of("LAST ANSWER", "lastAnswerAt"),
                Column.of("SILENT SINCE", "silentSince"),
                Column.of("NEXT POLL", "nextPollAt"),
                Column.of("FAILURE", "failure"));
    }

    @Command(
            name = "boot-mode",
            description = "In which mode the firmware starts; or set it, for the machine's next start (Redfish only).",
            mixinStandardHelpOptions = true)
    int bootMode(
            @Mixin Connection connection,
            @Mixin BmcPlace place,
            @Parameters(arity = "0..1", paramLabel = "MODE", description = "${COMPLETION-CANDIDATES}; none: show")
                    @Nullable
                    BootMode mode)
            throws IOException {
        return firmware(connection, place, mode == null ? null : new FirmwareWish(mode, null, null));
    }

    @Command(
            name = "secure-boot",
            description =
                    "Whether the firmware starts what is signed alone; or switch it, or reset or clear its keys, for the machine's next start (Redfish only).",
            mixinStandardHelpOptions = true)
    int secureBoot(
            @Mixin Connection connection,
            @Mixin BmcPlace place,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "COMMAND",
                            converter = SecureBootWord.class,
                            completionCandidates = SecureBootWord.class,
                            description = "${COMPLETION-CANDIDATES}; none: show")
                    @Nullable
                    SecureBootCommand command)
            throws IOException {
        return firmware(connection, place, command == null ? null : command.wish);
    }

    private static int firmware(Connection connection, BmcPlace place, @Nullable FirmwareWish wish) throws IOException {
        try (var bmc = place.open(connection)) {
            connection
                    .terminal()
                    .answer(
                            bmc.ask(wish == null ? BmcRequest.of(BmcVerb.FIRMWARE) : BmcRequest.of(wish)),
                            Column.of("BOOT MODE", "bootMode"),
                            Column.of("FROM NEXT START", "nextBootMode"),
                            Column.of("SECURE BOOT", "secureBoot"),
                            Column.of("FROM NEXT START", "nextSecureBoot"),
                            Column.of("KEYS", "keys"));
        }
        return 0;
    }

    @Command(
            name = "bios",
            description =
                    "The BIOS settings by the firmware's own names; or set some, for the machine's next start (Redfish only). Passwords are neither told nor set.",
            mixinStandardHelpOptions = true)
    int bios(
            @Mixin Connection connection,
            @Mixin BmcPlace place,
            @Option(
                            names = "--set",
                            paramLabel = "NAME=VALUE",
                            description = "Have the firmware take it at the machine's next start; may be repeated")
                    @Nullable
                    Map<String, String> wanted)
            throws IOException {
        try (var bmc = place.open(connection)) {
            var setup = bmc.ask(wanted == null ? BmcRequest.of(BmcVerb.BIOS) : BmcRequest.of(BiosWish.of(wanted)));
            var terminal = connection.terminal();
            if (terminal.json()) {
                terminal.answer(setup);
            } else {
                terminal.table(settings(setup), BIOS);
                setup.path("messages").forEach(message -> terminal.line(message.asString("")));
            }
        }
        return 0;
    }

    @Command(
            name = "volumes",
            description =
                    "The storage controllers with their drives, and the volumes that they make of them (Redfish only). A run makes one: see 'disks.volume' of its spec.",
            mixinStandardHelpOptions = true)
    int volumes(@Mixin Connection connection, @Mixin BmcPlace place) throws IOException {
        try (var bmc = place.open(connection)) {
            var controllers = bmc.ask(BmcRequest.of(BmcVerb.VOLUMES));
            var terminal = connection.terminal();
            if (terminal.json()) {
                terminal.answer(controllers);
            } else {
                terminal.table(storage(controllers), VOLUMES);
            }
        }
        return 0;
    }

    @Command(
            name = "firmware",
            description =
                    "The firmware of the machine's parts; or have the BMC update it (Redfish only). On a machine (--machine) an update is a run.",
            mixinStandardHelpOptions = true)
    int firmwareInventory(
            @Mixin Connection connection,
            @Mixin BmcPlace place,
            @ArgGroup(exclusive = false) @Nullable FirmwareOptions update)
            throws IOException {
        if (update == null) {
            return show(connection, place, BmcVerb.FIRMWARE_INVENTORY, FIRMWARE);
        }
        update.agree(place.command);
        try (var bmc = place.open(connection)) {
            connection.terminal().answer(bmc.updateFirmware(update.wish()), Column.of("OUTCOME", "outcome"));
        }
        return 0;
    }

    /** A row each drive, then a row each volume. */
    private static ArrayNode storage(JsonNode controllers) {
        var rows = JsonNodeFactory.instance.arrayNode();
        for (var controller : controllers.path("items")) {
            var name = controller.path("name").asString("");
            controller
                    .path("drives")
                    .forEach(drive -> rows.addObject()
                            .put("controller", name)
                            .put("what", "drive")
                            .put(
                                    "name",
                                    drive.path("serial")
                                            .asString(drive.path("place").asString("")))
                            .put("gigabytes", drive.path("bytes").asLong() / 1_000_000_000)
                            .put("wwn", drive.path("wwn").asString("-"))
                            .put(
                                    "detail",
                                    drive.path("place").asString("") + ", health "
                                            + drive.path("health").asString("untold")));
            controller
                    .path("volumes")
                    .forEach(volume -> rows.addObject()
                            .put("controller", name)
                            .put("what", "volume")
                            .put("name", volume.path("name").asString(""))
                            .put("gigabytes", volume.path("bytes").asLong() / 1_000_000_000)
                            .put("wwn", volume.path("wwn").asString("-"))
                            .put("detail", volume.path("level").asString("level untold") + drives(volume)));
        }
        return rows;
    }

    private static String drives(JsonNode volume) {
        var names = new ArrayList<String>();
        volume.path("drives").forEach(drive -> names.add(drive.asString("")));
        return names.isEmpty() ? "" : " of " + String.join(", ", names);
    }

    /** A row each, with what is pending. */
    private static ArrayNode settings(JsonNode setup) {
        var rows = JsonNodeFactory.instance.arrayNode();
        var names = new TreeSet<>(setup.path("attributes").propertyNames());
        names.addAll(setup.path("next").propertyNames());
        for (var name : names) {
            rows.addObject()
                    .put("name", name)
                    .put("now", setup.path("attributes").path(name).asString("-"))
                    .put("next", setup.path("next").path(name).asString("-"));
        }
        return rows;
    }

    private enum SecureBootCommand {
        ON("on", new FirmwareWish(null, true, null)),
        OFF("off", new FirmwareWish(null, false, null)),
        RESET_KEYS("reset-keys", new FirmwareWish(null, null, KeyReset.DEFAULT)),
        CLEAR_KEYS("clear-keys", new FirmwareWish(null, null, KeyReset.CLEAR));

        private final String word;
        private final FirmwareWish wish;

        SecureBootCommand(String word, FirmwareWish wish) {
            this.word = word;
            this.wish = wish;
        }

        String word() {
            return word;
        }
    }

    @Command(
            name = "media",
            description =
                    "The drives that the BMC emulates, and what lies in them; or fill or empty one (Redfish only).",
            mixinStandardHelpOptions = true)
    int media(
            @Mixin Connection connection,
            @Mixin BmcPlace place,
            @ArgGroup @Nullable MediumChange change,
            @Option(
                            names = "--drive",
                            paramLabel = "NAME",
                            description =
                                    "Which drive: the BMC's name of it, or cd, dvd, floppy, usb-stick. Default: the first for CDs")
                    @Nullable
                    String drive)
            throws IOException {
        try (var bmc = place.open(connection)) {
            var answer = bmc.ask(
                    change == null ? BmcRequest.of(BmcVerb.MEDIA) : BmcRequest.of(new MediumWish(drive, change.image)));
            connection
                    .terminal()
                    .answer(
                            answer,
                            Column.of("DRIVE", "drive"),
                            Column.of("TAKES", "kinds"),
                            Column.of("FILLED", "inserted"),
                            Column.of("IMAGE", "image"),
                            Column.of("READ-ONLY", "writeProtected"));
        }
        return 0;
    }

    /** One of both, or a look. */
    static final class MediumChange {
        @Option(
                names = "--insert",
                paramLabel = "URL",
                description = "Insert this disc image, as the BMC reaches it, and wait until it reads so")
        @Nullable
        String image;

        @Option(names = "--eject", description = "Empty the drive, and wait until it reads so")
        boolean eject;
    }

    @Command(
            name = "console",
            description = {
                "The machine's serial line, by serial over LAN. On a terminal ~. leaves, ~B sends a break, ~? helps;",
                "else whole lines are printed, and what is piped in is typed."
            },
            mixinStandardHelpOptions = true)
    int console(@Mixin Connection connection, @Mixin BmcPlace place, @Mixin ConsoleOptions options) throws IOException {
        try (var source = place.console(connection, !options.readOnly, options.take)) {
            return options.sit(connection, source);
        }
    }

    private static int show(Connection connection, BmcPlace place, BmcVerb verb, Column... columns) throws IOException {
        try (var bmc = place.open(connection)) {
            connection.terminal().answer(bmc.ask(BmcRequest.of(verb)), columns);
        }
        return 0;
    }

    private static String reading(JsonNode sensor) {
        var words = new ArrayList<String>();
        if (sensor.path("value").isNumber()) {
            words.add((number(sensor.path("value")) + " " + sensor.path("unit").asString("")).strip());
        }
        sensor.path("states").forEach(state -> words.add(state.asString("")));
        var missing = sensor.path("missing");
        return missing.isString() ? "(" + missing.asString("") + ")" : words.isEmpty() ? "-" : String.join(", ", words);
    }

    /** Without decimals that are none. */
    private static String number(JsonNode value) {
        return value.decimalValue().stripTrailingZeros().toPlainString();
    }

    /** Such as {@code <3 >42}. */
    private static String range(JsonNode sensor, String lower, String upper) {
        var words = new ArrayList<String>();
        var thresholds = sensor.path("thresholds");
        if (thresholds.path(lower).isNumber()) {
            words.add("<" + number(thresholds.path(lower)));
        }
        if (thresholds.path(upper).isNumber()) {
            words.add(">" + number(thresholds.path(upper)));
        }
        return words.isEmpty() ? "-" : String.join(" ", words);
    }

    private static String either(JsonNode row, String... paths) {
        return Arrays.stream(paths)
                .map(path -> Terminal.field(row, path))
                .filter(text -> !text.isBlank() && !text.equals("-"))
                .findFirst()
                .orElse("-");
    }

    private static String suites(JsonNode lan) {
        var words = new ArrayList<String>();
        lan.path("cipherSuites")
                .forEach(limit -> words.add(limit.path("suite").asInt() + " ("
                        + limit.path("privilege").asString("") + ")"));
        return words.isEmpty() ? "-" : String.join(", ", words);
    }

    private static final class SecureBootWord extends EnumWord<SecureBootCommand> {
        SecureBootWord() {
            super("secure boot command", SecureBootCommand.values(), SecureBootCommand::word);
        }
    }

    private static final class PowerWord extends EnumWord<PowerCommand> {
        PowerWord() {
            super("power command", PowerCommand.values(), PowerCommand::word);
        }
    }

    private static final class DeviceWord extends EnumWord<BootDevice> {
        DeviceWord() {
            super("boot device", BootDevice.values(), BootDevice::word);
        }
    }
}
