# Installs libvirt and QEMU, and remembers which packages were not there before. $mirror and $key may be empty.
set -eu
umask 022
kept=/var/lib/metalwright/kvm-host
mkdir -p "$kept"
installed() {
    if command -v dpkg-query > /dev/null; then
        dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' | sed -n 's/^ii  *//p' | sort -u
    else
        rpm -qa --qf '%{NAME}\n' | sort -u
    fi
}
if [ ! -e "$kept/before" ]; then
    installed > "$kept/before.new"
    mv "$kept/before.new" "$kept/before"
fi
if command -v apt-get > /dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    set --
    if [ -n "$mirror" ]; then
        signed=
        if [ -n "$key" ]; then
            # Read by the user _apt, who may enter no folder of ours.
            keys=$(mktemp -d /run/metalwright-mirror.XXXXXX)
            trap 'rm -rf "$keys"' EXIT
            chmod 755 "$keys"
            printf %s "$key" | base64 -d > "$keys/mirror.asc"
            signed="[signed-by=$keys/mirror.asc] "
        fi
        echo "deb $signed$mirror $(. /etc/os-release && echo "$VERSION_CODENAME") main" > "$kept/sources.list"
        set -- -o "Dir::Etc::SourceList=$kept/sources.list" -o Dir::Etc::SourceParts=/dev/null
    fi
    # An earlier removal or installation may have been cut off.
    dpkg --configure -a
    # Another's lock is waited for: first boots update themselves.
    apt-get -q "$@" -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 update
    apt-get -q -y "$@" -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 -o Dpkg::Options::=--force-confold \
        --no-install-recommends install qemu-system-x86 qemu-utils libvirt-daemon-system libvirt-clients dnsmasq-base iproute2
else
    set --
    [ -z "$mirror" ] || set -- --repofrompath="metalwright,$mirror" --repo=metalwright
    dnf -y "$@" install qemu-kvm libvirt-daemon-kvm libvirt-client
fi
# Once: what is installed here by others later on is not ours to take away.
if [ ! -e "$kept/packages" ]; then
    installed | comm -13 "$kept/before" - > "$kept/packages.new"
    mv "$kept/packages.new" "$kept/packages"
fi
echo "$(wc -l < "$kept/packages") packages were added: $(virsh --version | sed 's/^/libvirt /')"
