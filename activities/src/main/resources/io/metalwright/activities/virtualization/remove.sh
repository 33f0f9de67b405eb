# Takes away what install.sh brought, and nothing else.
set -eu
kept=/var/lib/metalwright/kvm-host
if [ ! -e "$kept/before" ]; then
    echo 'Nothing was brought here, so that nothing is taken away.'
    exit 0
fi
if command -v virsh > /dev/null; then
    virsh -q -c qemu:///system net-destroy default > /dev/null 2>&1 || :
    virsh -q -c qemu:///system pool-destroy default > /dev/null 2>&1 || :
fi
present() {
    if command -v dpkg-query > /dev/null; then
        dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' | sed -n 's/^i.  *//p' | sort -u
    else
        rpm -qa --qf '%{NAME}\n' | sort -u
    fi
}
if [ -e "$kept/packages" ]; then
    present | comm -12 "$kept/packages" - > "$kept/leaving"
else
    # The install was cut off before it could say what it brought.
    present | comm -13 "$kept/before" - > "$kept/leaving"
fi
count=$(wc -l < "$kept/leaving")
if [ "$count" -gt 0 ]; then
    if command -v apt-get > /dev/null; then
        export DEBIAN_FRONTEND=noninteractive
        dpkg --configure -a
        xargs apt-get -q -y -o DPkg::Lock::Timeout=600 purge < "$kept/leaving"
    else
        xargs dnf -y --noautoremove remove < "$kept/leaving"
    fi
fi
# Some shells remember where they found it.
hash -r
if command -v virsh > /dev/null; then
    echo 'virsh is still there.' >&2
    exit 1
fi
rm -rf "$kept"
echo "$count packages were taken away; virsh is not there any more."
