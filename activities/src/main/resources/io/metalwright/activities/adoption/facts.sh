# Prints what the kernel and the system tell of themselves: lines of words parted by tabs. Any POSIX shell, any Linux; only /sys, /proc and
# /etc/os-release are read, and nothing is written anywhere.
first() {
  v=
  [ ! -r "$1" ] || IFS= read -r v < "$1" 2> /dev/null
  v=$(printf '%s' "$v" | tr '\t' ' ' | sed 's/^ *//; s/ *$//')
}
say() {
  first "$2"
  [ -z "$v" ] || printf '%s\t%s\n' "$1" "$v"
}
printf 'uid\t%s\n' "$(id -u)"
say hostname /proc/sys/kernel/hostname
say kernel /proc/sys/kernel/osrelease
printf 'architecture\t%s\n' "$(uname -m)"
printf 'os\t%s\n' "$( (. /etc/os-release && printf '%s' "${PRETTY_NAME:-$NAME}") 2> /dev/null)"
for fact in sys_vendor product_name product_serial product_uuid product_sku product_family bios_vendor bios_version bios_date; do
  say "$fact" "/sys/class/dmi/id/$fact"
done
[ -d /sys/firmware/efi ] && printf 'boot\tUEFI\n' || printf 'boot\tBIOS\n'
printf 'memory\t%s\n' "$(sed -n 's/^MemTotal: *\([0-9]*\) kB$/\1/p' /proc/meminfo)"
printf 'threads\t%s\n' "$(grep -c '^processor' /proc/cpuinfo)"
printf 'cpu\t%s\n' "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
printf 'cores\t%s\n' "$(cat /sys/devices/system/cpu/cpu[0-9]*/topology/thread_siblings_list 2> /dev/null | sort -u | wc -l)"
for disk in /sys/block/*; do
  name=${disk##*/}
  case $name in loop* | ram* | zram* | sr* | md* | dm-* | fd* | nbd*) continue ;; esac
  [ -e "$disk/device" ] || continue
  first "$disk/size" && bytes=$((${v:-0} * 512))
  [ "$bytes" -gt 0 ] || continue
  first "$disk/queue/logical_block_size" && sector=$v
  first "$disk/device/model" && model=$v
  first "$disk/serial" && serial=$v
  [ -n "$serial" ] || { first "$disk/device/serial" && serial=$v; }
  # SCSI and SATA: vital product data page 80h, of which the first four bytes are the header (SPC-4 section 7.8.17)
  [ -n "$serial" ] || [ ! -r "$disk/device/vpd_pg80" ] ||
    serial=$(tail -c +5 "$disk/device/vpd_pg80" | tr -cd ' -~' | sed 's/^ *//; s/ *$//')
  first "$disk/wwid" && wwn=$v
  [ -n "$wwn" ] || { first "$disk/device/wwid" && wwn=$v; }
  first "$disk/queue/rotational" && rotational=$v
  first "$disk/removable" && removable=$v
  case $name in nvme*) bus=nvme ;; vd*) bus=virtio ;; mmc*) bus=mmc ;; *) bus= ;; esac
  printf 'disk\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$bytes" "$sector" "$model" "$serial" "$wwn" "$bus" "$rotational" "$removable"
done
for nic in /sys/class/net/*; do
  [ -e "$nic/device" ] || continue
  # A port of a bond shows the bond's address; its own stands beside.
  first "$nic/bonding_slave/perm_hwaddr" && mac=$v
  [ -n "$mac" ] || { first "$nic/address" && mac=$v; }
  driver=$(readlink "$nic/device/driver")
  first "$nic/carrier" && link=$v
  first "$nic/speed" && speed=$v
  printf 'nic\t%s\t%s\t%s\t%s\t%s\n' "${nic##*/}" "$mac" "${driver##*/}" "$link" "$speed"
done
