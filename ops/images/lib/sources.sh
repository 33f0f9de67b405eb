# The package sources of this machine for its own release, as one-line entries on standard output: read from both formats, so
# that what the machine may reach (a mirror, a proxy) is reached here too. Backports and other people's archives are left out.

# distribution_sources CODENAME [FOLDER]
distribution_sources() {
    local codename=$1 folder=${2:-/etc/apt} file
    {
        for file in "$folder/sources.list" "$folder"/sources.list.d/*.list; do
            [[ ! -e $file ]] || one_line_sources "$file"
        done
        for file in "$folder"/sources.list.d/*.sources; do
            [[ ! -e $file ]] || deb822_sources "$file"
        done
    } | of_release "$codename" | sort -u
}

one_line_sources() { sed -n 's/[[:space:]]*#.*//; /^deb[[:space:]]/p' "$1"; }

# sources.list(5), DEB822-STYLE FORMAT: stanzas of `Field: value`; a value goes on in indented lines.
deb822_sources() {
    awk '
        function flush_stanza(    u, s, n, m, i, j, options) {
            if (field["types"] ~ /(^| )deb( |$)/ && tolower(field["enabled"]) != "no") {
                # A key may also stand in the stanza itself; then apt falls back on its trusted keys.
                if (field["signed-by"] ~ /^ *\//) options = "[signed-by=" trimmed(field["signed-by"]) "] "
                n = split(field["uris"], u, " "); m = split(field["suites"], s, " ")
                for (i = 1; i <= n; i++) for (j = 1; j <= m; j++) print "deb " options u[i] " " s[j] " " trimmed(field["components"])
            }
            delete field
        }
        function trimmed(text) { gsub(/^ +| +$/, "", text); gsub(/ +/, " ", text); return text }
        /^#/ { next }
        /^[[:space:]]*$/ { flush_stanza(); next }
        /^[[:space:]]/ { field[name] = field[name] " " $0; next }
        { name = tolower($0); sub(/:.*/, "", name); value = $0; sub(/^[^:]*:[[:space:]]*/, "", value); field[name] = value }
        END { flush_stanza() }
    ' "$1"
}

of_release() {
    awk -v codename="$1" '
        { rest = $0; sub(/^deb[[:space:]]+(\[[^]]*\][[:space:]]*)?/, "", rest); split(rest, word, /[[:space:]]+/) }
        (word[2] == codename || word[2] == codename "-updates" || word[2] == codename "-security") && rest ~ /[[:space:]]main([[:space:]]|$)/
    '
}

# How this machine reaches its sources (proxy, date checks, TLS) as apt settings.
acquire_settings() { apt-config dump | grep '^Acquire::' | grep -v '^Acquire::\(Languages\|IndexTargets\|Changelogs\|CompressionTypes\|GzipIndexes\)' || true; }
