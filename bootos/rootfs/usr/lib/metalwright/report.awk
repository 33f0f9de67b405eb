# Lines of tab-separated facts in, the hardware report out as JSON. (awk, because jq needs a second to start on an emulated processor.)
BEGIN {
    FS = "\t"
    UNKNOWN = "^(not specified|not provided|not available|not applicable|none|n/a|unknown|to be filled by o\\.?e\\.?m\\.?|default string|" \
        "system (manufacturer|product name|serial number|version|sku)|o\\.e\\.m\\.|\\.+|0+|x+|<?out of spec>?|no dimm|no module installed)$"
}

function trim(text) {
    gsub(/^[ \t]+|[ \t]+$/, "", text)
    return text
}

function quoted(text) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    gsub(/[\001-\037]/, " ", text)
    # Firmware texts are ASCII by their specification; a stray byte would make the whole report unreadable.
    gsub(/[^ -~]/, "?", text)
    return "\"" text "\""
}

# A text, or null where firmware writes words that mean nothing.
function text(value) {
    value = trim(value)
    return value == "" || tolower(value) ~ UNKNOWN ? "null" : quoted(value)
}

# A text as it is: a "0" is an answer here.
function word(value) {
    value = trim(value)
    return value == "" ? "null" : quoted(value)
}

function number(value) {
    return value ~ /^-?[0-9]+$/ ? value : "null"
}

# 0, -1 and their like are signs of nothing.
function positive(value) {
    return value ~ /^[0-9]+$/ && value + 0 > 0 && value + 0 < 4294967295 ? value : "null"
}

function yes(value) {
    return value == "1" ? "true" : "false"
}

function address(value) {
    value = trim(value)
    return value == "" || value == "0.0.0.0" || value == "00:00:00:00:00:00" ? "null" : quoted(value)
}

# Of the names of a disk, t10. and nvme. are made up from maker, model and serial: not world-wide.
function world_wide_name(value) {
    value = tolower(trim(value))
    if (value ~ /^(naa|eui)\./) return quoted("0x" substr(value, 5))
    if (value ~ /^uuid\./) return quoted(substr(value, 6))
    return "null"
}

function bytes(size, part, unit) {
    if (split(size, part, " ") != 2 || part[1] !~ /^[0-9]+$/) return ""
    unit = part[2] == "bytes" ? 1 : part[2] == "kB" ? 1024 : part[2] == "MB" ? 1048576 : part[2] == "GB" ? 1073741824 : part[2] == "TB" ? 1099511627776 : 0
    return unit ? sprintf("%.0f", part[1] * unit) : ""
}

function append(list, item) {
    return list == "" ? item : list "," item
}

# One record of dmidecode is complete.
function record(size, speed) {
    if (kind == "Processor Information" && field["Status"] !~ /Unpopulated/ && field["Core Count"] ~ /^[0-9]+$/) {
        sockets++
        socket[sockets] = field["Socket Designation"]
        socket_model[sockets] = field["Version"]
        socket_vendor[sockets] = field["Manufacturer"]
        socket_cores[sockets] = field["Core Count"]
        socket_threads[sockets] = field["Thread Count"] ~ /^[0-9]+$/ ? field["Thread Count"] : field["Core Count"]
    }
    size = bytes(field["Size"])
    if (kind == "Memory Device" && size != "") {
        installed += size
        speed = field["Configured Memory Speed"] ~ /^[0-9]/ ? field["Configured Memory Speed"] : field["Speed"]
        sub(/ .*/, "", speed)
        modules = append(modules, "{\"slot\":" text(field["Locator"]) ",\"bytes\":" size ",\"type\":" text(field["Type"]) ",\"speedMtps\":" positive(speed) \
            ",\"manufacturer\":" text(field["Manufacturer"]) ",\"serial\":" text(field["Serial Number"]) ",\"partNumber\":" text(field["Part Number"]) "}")
    }
    kind = ""
    delete field
}

$1 == "system" {
    system_facts = "{\"manufacturer\":" text($2) ",\"product\":" text($3) ",\"serial\":" text($4) ",\"uuid\":" tolower(text($5)) ",\"sku\":" text($6) \
        ",\"family\":" text($7) ",\"chassisType\":" number($8) "}"
    bios = "{\"vendor\":" text($9) ",\"version\":" text($10) ",\"date\":" text($11) "}"
}
$1 == "firmware" { mode = $2; secure = $3 == "" ? "null" : $3; architecture = $4; now = $5 }
$1 == "memory" { blocks = $2; usable = $3 }
$1 == "cpu" { cpus++; cpu_package[cpus] = $2; cpu_model[cpus] = $3; cpu_vendor[cpus] = $4; cpu_cores[cpus] = $5; cpu_threads[cpus] = $6 }
$1 == "dmi" && $2 == "" && $3 == "" { record(); next }
$1 == "dmi" && $2 != "" { record(); kind = $2; next }
$1 == "dmi" && NF == 3 && (colon = index($3, ": ")) {
    name = substr($3, 1, colon - 1)
    if (!(name in field)) field[name] = trim(substr($3, colon + 2))
}
$1 == "disk" {
    disks = append(disks, "{\"name\":" quoted("/dev/" $2) ",\"bytes\":" $3 ",\"logicalSectorBytes\":" number($4) ",\"model\":" text($5) ",\"serial\":" text($6) \
        ",\"wwn\":" world_wide_name($7) ",\"bus\":" quoted($8) ",\"rotational\":" yes($9) ",\"removable\":" yes($10) ",\"smartHealth\":" word($11) "}")
}
$1 == "array" {
    members = ""
    count = split($6, member, " ")
    for (i = 1; i <= count; i++) members = append(members, quoted(member[i]))
    arrays = append(arrays, "{\"name\":" quoted("/dev/" $2) ",\"bytes\":" $3 ",\"level\":" word($4) ",\"state\":" word($5) ",\"members\":[" members "]}")
}
$1 == "nic" { nics++; for (i = 2; i <= 8; i++) nic[nics, i] = $i }
$1 == "address" { addresses[$2] = append(addresses[$2], quoted($3)) }
$1 == "controller" { controllers++; for (i = 2; i <= 6; i++) controller[controllers, i] = $i }
$1 == "description" { description[$2] = $3 }
$1 == "mc" || $1 == "lan" {
    colon = index($2, ":")
    name = trim(substr($2, 1, colon - 1))
    if (name != "" && !(($1, name) in bmc)) bmc[$1, name] = trim(substr($2, colon + 1))
}

END {
    record()
    # What the processor says of itself is truer than what firmware has written about it; the socket only firmware knows.
    for (i = 1; i <= (sockets ? sockets : cpus); i++) {
        same = cpus == sockets || !sockets ? i : 1
        processors = append(processors, "{\"model\":" text(cpu_model[same] != "" ? cpu_model[same] : socket_model[i]) \
            ",\"vendor\":" text(cpu_vendor[same] != "" ? cpu_vendor[same] : socket_vendor[i]) ",\"socket\":" word(sockets ? socket[i] : cpu_package[i]) \
            ",\"cores\":" (sockets ? socket_cores[i] : cpu_cores[i]) ",\"threads\":" (sockets ? socket_threads[i] : cpu_threads[i]) "}")
    }
    for (i = 1; i <= nics; i++) {
        up = nic[i, 5] == "1" ? "true" : nic[i, 5] == "0" ? "false" : "null"
        ports = append(ports, "{\"name\":" quoted(nic[i, 2]) ",\"mac\":" quoted(nic[i, 3]) ",\"driver\":" word(nic[i, 4]) ",\"linkUp\":" up \
            ",\"speedMbps\":" (up == "true" ? positive(nic[i, 6]) : "null") ",\"addresses\":[" addresses[nic[i, 2]] "],\"pciAddress\":" word(nic[i, 7]) \
            ",\"boot\":" nic[i, 8] "}")
    }
    for (i = 1; i <= controllers; i++) {
        class = substr(controller[i, 5], 3, 2)
        functions = append(functions, "{\"pciAddress\":" quoted(controller[i, 2]) ",\"vendorId\":" quoted(substr(controller[i, 3], 3)) \
            ",\"deviceId\":" quoted(substr(controller[i, 4], 3)) ",\"class\":" (class == "01" ? "\"storage\"" : class == "02" ? "\"network\"" : "\"display\"") \
            ",\"classCode\":" quoted(substr(controller[i, 5], 3)) ",\"driver\":" word(controller[i, 6]) ",\"description\":" word(description[controller[i, 2]]) "}")
    }
    board = "null"
    if (("mc", "Manufacturer ID") in bmc) {
        lan = "null"
        if (("lan", "Channel") in bmc) {
            lan = "{\"channel\":" bmc["lan", "Channel"] ",\"address\":" address(bmc["lan", "IP Address"]) ",\"netmask\":" address(bmc["lan", "Subnet Mask"]) \
                ",\"gateway\":" address(bmc["lan", "Default Gateway IP"]) ",\"mac\":" address(bmc["lan", "MAC Address"]) \
                ",\"source\":" word(bmc["lan", "IP Address Source"]) "}"
        }
        product = bmc["mc", "Product ID"]
        sub(/ .*/, "", product)
        board = "{\"manufacturerId\":" word(bmc["mc", "Manufacturer ID"]) ",\"productId\":" word(product) ",\"firmware\":" word(bmc["mc", "Firmware Revision"]) \
            ",\"ipmiVersion\":" word(bmc["mc", "IPMI Version"]) ",\"lan\":" lan "}"
    }
    total = installed ? sprintf("%.0f", installed) : blocks > 0 ? blocks : usable
    printf "{\"version\":1,\"collectedAt\":%s,\"system\":%s,\"bios\":%s,\"bootMode\":%s,\"secureBoot\":%s,\"architecture\":%s,", \
        quoted(now), system_facts, bios, quoted(mode), secure, quoted(architecture)
    printf "\"processors\":[%s],\"memory\":{\"bytes\":%s,\"modules\":[%s]},", processors, total, modules
    printf "\"disks\":[%s],\"arrays\":[%s],\"nics\":[%s],\"controllers\":[%s],\"bmc\":%s}\n", disks, arrays, ports, functions, board
}
