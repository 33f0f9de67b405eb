# Inside the target: what the installed system is and has, as KEY=value.
[ ! -r /etc/os-release ] || . /etc/os-release
echo "os=${PRETTY_NAME:-${NAME:-unknown} ${VERSION:-}}"
has() { command -v "$1" > /dev/null 2>&1; }
tell() { if "$@"; then echo true; else echo false; fi; }
echo "cloudInit=$(tell has cloud-init)"
echo "ifupdown=$(tell has ifup)"
echo "networkd=$(tell [ -x /lib/systemd/systemd-networkd -o -x /usr/lib/systemd/systemd-networkd ])"
echo "networkManager=$(tell has NetworkManager)"
echo "systemd=$(tell [ -x /lib/systemd/systemd -o -x /usr/lib/systemd/systemd ])"
echo "mdadmConf=$(if [ -d /etc/mdadm ]; then echo /etc/mdadm/mdadm.conf; else echo /etc/mdadm.conf; fi)"
echo "selinux=$(tell grep -qs '^SELINUX=\(enforcing\|permissive\)' /etc/selinux/config)"
