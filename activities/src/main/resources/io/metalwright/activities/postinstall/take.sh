# DEVICE: mounts its system, and prints the root's partition. What grow.sh has left mounted is taken as it is: nothing was started in it since, and
# whoever takes its mark away is alone there. All else may be left by an attempt that was cut off, and is mounted anew.
if mv "$target.mounted" "$target.taken" 2> /dev/null && read -r device root < "$target.taken" \
  && [ "$device" = "$1" ] && grep -q "^$root $target " /proc/mounts; then
  echo "$root"
  exit 0
fi
leave || exit 1
mount_system "$1" || exit
echo "$root"
