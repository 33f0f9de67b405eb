# Has libvirt run with its default network and pool, now and after each start.
set -eu
if systemctl cat libvirtd.service > /dev/null 2>&1; then
    systemctl enable --now libvirtd.service
else
    systemctl enable --now virtqemud.socket virtnetworkd.socket virtstoraged.socket
fi > /dev/null 2>&1
v() {
    virsh -q -c qemu:///system "$@"
}
# virsh pads the names of pools with blanks (libvirt 9.0).
has() {
    v "$1" --all --name | sed 's/ *$//' | grep -qx "$2"
}
if ! has net-list default; then
    network=/usr/share/libvirt/networks/default.xml
    [ -e "$network" ] || network=/etc/libvirt/qemu/networks/default.xml
    v net-define "$network" > /dev/null
fi
v net-autostart default > /dev/null
v net-info default | grep -q '^Active:.*yes' || v net-start default > /dev/null
if ! has pool-list default; then
    v pool-define-as default dir --target /var/lib/libvirt/images > /dev/null
    v pool-build default > /dev/null
fi
v pool-autostart default > /dev/null
v pool-info default | grep -q '^State:.*running' || v pool-start default > /dev/null
echo "libvirt runs with the network 'default' and the pool 'default' in /var/lib/libvirt/images, also after a restart."
