# Inside the target: NAME SUDO(true|false) HASH(or empty) KEYS(lines): an account with these keys and this password. Done again, it changes nothing.
name=$1 sudo=$2 hash=$3 keys=$4
line() { grep "^$name:" "$1" 2> /dev/null; }
# FILE PASSWORD: the second field of the account's line. Built-ins only: the arguments of a program are for all to see.
set_password() {
  while IFS= read -r entry || [ -n "$entry" ]; do
    case $entry in
      "$name:"*)
        rest=${entry#*:}
        printf '%s\n' "$name:$2:${rest#*:}"
        ;;
      *) printf '%s\n' "$entry" ;;
    esac
  done < "$1" > "$1.metalwright" && cat "$1.metalwright" > "$1" && rm -f "$1.metalwright"
}
shell=/bin/sh
[ ! -x /bin/bash ] || shell=/bin/bash

if [ -z "$(line /etc/passwd)" ]; then
  # Without a password, and not locked ("!"), which an SSH server without PAM takes for "no login at all".
  if command -v useradd > /dev/null 2>&1; then
    # A group of that name may be there already, like "admin" or "users".
    if grep -q "^$name:" /etc/group; then group="-g $name"; else group=-U; fi
    useradd -m -s "$shell" -p '*' $group "$name" || exit 1
  else
    id=1000
    while cut -d: -f3 /etc/passwd /etc/group | grep -qx "$id"; do id=$((id + 1)); done
    grep -q "^$name:" /etc/group || echo "$name:x:$id:" >> /etc/group
    group=$(grep "^$name:" /etc/group | cut -d: -f3)
    echo "$name:x:$id:$group::/home/$name:$shell" >> /etc/passwd
    echo "$name:*:19000:0:99999:7:::" >> /etc/shadow
    mkdir -p "/home/$name" && chmod 755 "/home/$name" && chown "$id:$group" "/home/$name" || exit 1
  fi
fi

if [ -n "$hash" ]; then
  [ -n "$(line /etc/shadow)" ] || echo "$name:*:19000:0:99999:7:::" >> /etc/shadow
  umask 077
  # An account that came with the image may keep its password in passwd, or have none there.
  set_password /etc/shadow "$hash" && set_password /etc/passwd x || exit 1
fi

entry=$(line /etc/passwd)
home=$(echo "$entry" | cut -d: -f6)
owner=$(echo "$entry" | cut -d: -f3,4)
if [ -n "$keys" ]; then
  umask 077
  mkdir -p "$home/.ssh" || exit 1
  printf '%s\n' "$keys" > "$home/.ssh/authorized_keys.metalwright" && mv "$home/.ssh/authorized_keys.metalwright" "$home/.ssh/authorized_keys" || exit 1
  chmod 700 "$home/.ssh" && chmod 600 "$home/.ssh/authorized_keys" && chown -R "$owner" "$home/.ssh" || exit 1
fi

if [ "$sudo" = true ] && [ "$name" != root ]; then
  umask 077
  mkdir -p /etc/sudoers.d && chmod 750 /etc/sudoers.d
  echo "$name ALL=(ALL:ALL) NOPASSWD:ALL" > "/etc/sudoers.d/90-metalwright-$name" && chmod 440 "/etc/sudoers.d/90-metalwright-$name" || exit 1
fi
