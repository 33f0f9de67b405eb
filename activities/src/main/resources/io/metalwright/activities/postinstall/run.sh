# Runs the script in the target's /run, with names resolved as BootOS does it, and keeps the end of what it says.
output=$target.log
resolver=$target/etc/resolv.conf
if [ -L "$resolver" ]; then
  # Mostly into /run, which is empty while the system is not running.
  link=$(readlink "$resolver")
  case $link in
    /run/* | ../run/*) mkdir -p "$target/$(dirname "${link#../}")" && cp /etc/resolv.conf "$target/${link#../}" ;;
  esac
elif [ -e "$resolver" ]; then
  mount --bind /etc/resolv.conf "$resolver"
fi
env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C DEBIAN_FRONTEND=noninteractive \
  chroot "$target" /bin/sh -c 'if [ "$(head -c 2 /run/post-install)" = "#!" ]; then exec /run/post-install; else exec /bin/sh /run/post-install; fi' \
  > "$output" 2>&1
status=$?
echo "$status"
tail -c 65536 "$output"
rm -f "$output"
