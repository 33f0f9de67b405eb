# Reads one JSON value and prints a line "path<TAB>value" for each scalar in it: "wanted", "authorizedKeys.0". Line breaks and tabs inside
# texts become spaces. Fails (exit code 1) on what is no JSON. (jq needs a second to start on an emulated processor.)
{ json = json $0 " " }

function fail() {
    failed = 1
    exit 1
}

function space() {
    match(json, /^[ \t\r\n]*/)
    json = substr(json, RLENGTH + 1)
}

function take(sign) {
    space()
    if (substr(json, 1, 1) != sign) return 0
    json = substr(json, 2)
    return 1
}

function string(    out, sign) {
    out = ""
    while (match(json, /^[^"\\]*/)) {
        out = out substr(json, 1, RLENGTH)
        sign = substr(json, RLENGTH + 1, 1)
        json = substr(json, RLENGTH + 2)
        if (sign == "\"") return out
        if (sign != "\\") fail()
        sign = substr(json, 1, 1)
        json = substr(json, 2)
        if (sign == "u") {
            if (json !~ /^[0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F]/) fail()
            # ASCII only: nothing that is read here carries more
            sign = substr(json, 1, 2) == "00" ? sprintf("%c", hex(substr(json, 3, 1)) * 16 + hex(substr(json, 4, 1))) : "?"
            json = substr(json, 5)
            if (sign < " ") sign = " "
        } else if (sign ~ /[bfnrt]/) sign = " "
        else if (sign !~ /["\\\/]/) fail()
        out = out sign
    }
    fail()
}

function hex(digit) {
    return index("0123456789abcdef", tolower(digit)) - 1
}

function value(path,    name, i) {
    if (take("{")) {
        if (take("}")) return
        do {
            if (!take("\"")) fail()
            name = string()
            if (!take(":")) fail()
            value(path == "" ? name : path "." name)
        } while (take(","))
        if (!take("}")) fail()
    } else if (take("[")) {
        if (take("]")) return
        i = 0
        do value(path "." i++)
        while (take(","))
        if (!take("]")) fail()
    } else if (take("\"")) {
        lines = lines path "\t" string() "\n"
    } else if (match(json, /^(true|false|null|-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?)/)) {
        lines = lines path "\t" substr(json, 1, RLENGTH) "\n"
        json = substr(json, RLENGTH + 1)
    } else fail()
}

END {
    if (failed) exit 1
    value("")
    space()
    if (json != "" || failed) exit 1
    printf "%s", lines
}
