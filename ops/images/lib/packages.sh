# What the machine's own package sources offer. Nothing here names a source: apt on this machine knows them.

# Package lists are missing on a fresh machine or container, and out of date on an old one. An installed package is known without
# them, so the question is whether it could be downloaded.
refresh_package_lists_unless_offered() {
    apt-get download --print-uris "$@" >/dev/null 2>&1 && return
    say 'reading the package lists (apt-get update)'
    apt-get -qq update || die 'apt-get update failed: the package sources of this machine do not answer.'
    apt-get download --print-uris "$@" >/dev/null || die "the package sources of this machine do not offer all of: $*"
}

is_ubuntu() { (. /etc/os-release && [[ $ID == ubuntu ]]); }

# kernel_meta_package cloud|generic
kernel_meta_package() {
    if is_ubuntu; then
        if [[ $1 == cloud ]]; then echo linux-image-virtual; else echo linux-image-generic; fi
    else
        if [[ $1 == cloud ]]; then echo linux-image-cloud-amd64; else echo linux-image-amd64; fi
    fi
}

# The packages that hold kernel and modules behind a meta package: Debian ships one, Ubuntu keeps modules apart.
kernel_packages() {
    local image
    image=$(apt-cache depends "$1" | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)$/\1/p' | head -n1)
    [[ $image ]] || die "package '$1' names no kernel."
    echo "$image"
    apt-cache depends "$image" | sed -n 's/^ *Depends: \(linux-modules-[0-9].*\)$/\1/p'
}

# Name, version and checksum of what would be downloaded, without the address it comes from.
package_identities() { apt-get download --print-uris "$@" | cut -d' ' -f2-; }

# unpack_packages INTO PACKAGE...: files only, no maintainer script runs.
unpack_packages() {
    local into=$1 folder deb
    shift
    folder=$(mktemp -d "$work/debs.XXXXXX")
    (cd "$folder" && apt-get -qq -o APT::Sandbox::User=root download "$@") || die "download of $* failed."
    for deb in "$folder"/*.deb; do dpkg-deb -x "$deb" "$into"; done
    rm -r "$folder"
}
