# Inside the target: TAG: host keys of its own, made once for a tag, and their public parts printed. Private keys never leave the machine.
mark=/etc/metalwright/host-keys-of
mkdir -p /etc/metalwright
if [ "$(cat "$mark" 2> /dev/null)" != "$1" ]; then
  # Those that came with the image are known to everyone who has the image.
  rm -f /etc/ssh/ssh_host_*_key /etc/ssh/ssh_host_*_key.pub /etc/dropbear/dropbear_*_host_key*
  umask 077
  if command -v ssh-keygen > /dev/null 2>&1; then
    mkdir -p /etc/ssh && chmod 755 /etc/ssh
    ssh-keygen -q -t ed25519 -N '' -C metalwright -f /etc/ssh/ssh_host_ed25519_key < /dev/null || exit 1
    chmod 644 /etc/ssh/ssh_host_ed25519_key.pub
  elif command -v dropbearkey > /dev/null 2>&1; then
    mkdir -p /etc/dropbear
    # It prints the public half, which costs as much to ask for later as making both.
    dropbearkey -t ed25519 -f /etc/dropbear/dropbear_ed25519_host_key 2> /dev/null | grep '^ssh-' > /etc/dropbear/dropbear_ed25519_host_key.pub || exit 1
  else
    echo "the image has neither ssh-keygen nor dropbearkey" >&2
    exit 1
  fi
  echo "$1" > "$mark"
fi
for public in /etc/ssh/ssh_host_ed25519_key.pub /etc/dropbear/dropbear_ed25519_host_key.pub; do
  [ ! -r "$public" ] || { read -r kind key _ < "$public" && echo "$kind $key" && exit 0; }
done
exit 1
