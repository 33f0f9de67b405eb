# What a system offers to a hypervisor, a line each. Nothing is written.
set -eu
for manager in apt-get dnf none; do
    command -v "$manager" > /dev/null 2>&1 && break
done
echo "manager=${manager%-get}"
if [ -e /dev/kvm ] || grep -qE '^flags.* (vmx|svm)( |$)' /proc/cpuinfo; then
    echo accelerated=yes
else
    echo accelerated=no
fi
if [ -e /var/lib/metalwright/kvm-host/before ]; then
    echo brought=yes
fi
