# What virsh says, a line each.
set -eu
v() {
    virsh -q -c qemu:///system "$@"
}
v nodeinfo | sed -n 's/^CPU model: */model=/p; s/^CPU(s): */cpus=/p; s/^Memory size: */memory=/p'
capabilities=$(v capabilities)
echo "domains=$(printf '%s\n' "$capabilities" | sed -n "s/.*<domain type='\([a-z]*\)'.*/\1/p" | sort -u | paste -sd, -)"
echo "network=$(v net-info default | sed -n 's/^Active: *//p')"
echo "pool=$(v pool-info default | sed -n 's/^State: *//p')"
