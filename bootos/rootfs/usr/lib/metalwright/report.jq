# Lines of tab-separated facts in, the hardware report out.

def known: if . == null then null else gsub("^\\s+|\\s+$"; "") |
  if . == "" or test("^(not specified|not provided|not available|not applicable|none|n/a|unknown|to be filled by o\\.?e\\.?m\\.?|default string|system (manufacturer|product name|serial number|version|sku)|o\\.e\\.m\\.|\\.+|0+|x+|<?out of spec>?|no dimm|no module installed)$"; "i")
  then null else . end end;
def number: try tonumber catch null;
# 0, -1 and other signs of a port without a link
# an address that was never set
def set: known | if . == "0.0.0.0" or . == "00:00:00:00:00:00" then null else . end;
def positive: number | if . != null and . > 0 and . < 4294967295 then . else null end;
def yes: . == "1";

# dmidecode -q: records parted by empty lines, "Name: value" inside.
def records:
  reduce .[] as $line ([];
    if ($line | test("^\\S")) then . + [{kind: $line}]
    elif ($line | test("^\\s+[^:]+: ")) and length > 0 then
      ($line | capture("^\\s+(?<name>[^:]+): *(?<value>.*)$")) as $pair | .[-1][$pair.name] //= $pair.value
    else . end);
def pairs: reduce (.[] | capture("^(?<name>[^:]*?) *: *(?<value>.*)$")) as $pair ({}; if $pair.name == "" then . else .[$pair.name] //= $pair.value end);

def bytes:
  (capture("^(?<count>[0-9]+) *(?<unit>bytes|kB|MB|GB|TB)$") // null) as $size
  | if $size == null then null
    else ($size.count | tonumber) * ({bytes: 1, kB: 1024, MB: 1048576, GB: 1073741824, TB: 1099511627776}[$size.unit]) end;

def wwn:
  known | if . == null then null
  elif startswith("naa.") or startswith("eui.") then "0x" + (.[4:] | ascii_downcase)
  # made up from maker, model and serial: no world-wide name
  elif startswith("t10.") or startswith("nvme.") then null
  elif startswith("uuid.") then .[5:] | ascii_downcase
  else . end;

[inputs | split("\t")] as $lines
| def all($name): $lines | map(select(.[0] == $name) | .[1:]);
  def first($name): all($name) | .[0];
  first("system") as $system | first("firmware") as $firmware | first("memory") as $memory
| (all("dmi") | map(join("\t")) | records) as $smbios
| ($smbios | map(select(.kind == "Processor Information" and ((.Status // "") | test("Unpopulated") | not)))) as $sockets
| ($smbios | map(select(.kind == "Memory Device") | select((.Size // "" | bytes) != null))) as $modules
| (all("description") | map({key: .[0], value: .[1]}) | from_entries) as $descriptions
| (all("address") | group_by(.[0]) | map({key: .[0][0], value: map(.[1])}) | from_entries) as $addresses
| (all("mc") | map(.[0]) | pairs) as $mc | (all("lan") | map(.[0]) | pairs) as $lan
| {
    version: 1,
    collectedAt: $firmware[3],
    system: {
      manufacturer: $system[0] | known, product: $system[1] | known, serial: $system[2] | known,
      uuid: ($system[3] | known | if . then ascii_downcase else null end),
      sku: $system[4] | known, family: $system[5] | known, chassisType: $system[6] | number
    },
    bios: { vendor: $system[7] | known, version: $system[8] | known, date: $system[9] | known },
    bootMode: $firmware[0],
    secureBoot: { true: true, false: false }[$firmware[1]],
    architecture: $firmware[2],
    processors: (if ($sockets | length) > 0 and all($sockets[]; ."Core Count" != null) then
        $sockets | map({
          model: .Version | known, vendor: .Manufacturer | known, socket: ."Socket Designation" | known,
          cores: ."Core Count" | tonumber, threads: (."Thread Count" // ."Core Count") | tonumber })
      else
        all("cpu") | sort_by(.[0] | number) | map({
          model: .[1] | known, vendor: .[2] | known, socket: (.[0] | known), cores: .[3] | number, threads: .[4] | number })
      end),
    memory: {
      bytes: (if ($modules | length) > 0 then $modules | map(.Size | bytes) | add
        else $memory[0] | positive // ($memory[1] | number) end),
      modules: ($modules | map({
        slot: .Locator | known, bytes: .Size | bytes, type: .Type | known,
        speedMtps: (((."Configured Memory Speed" // "" | known) // (.Speed // "" | known))
          | if . == null then null else (split(" ")[0] | number) end),
        manufacturer: .Manufacturer | known, serial: ."Serial Number" | known, partNumber: ."Part Number" | known }))
    },
    disks: (all("disk") | map({
      name: "/dev/\(.[0])", bytes: .[1] | number, logicalSectorBytes: .[2] | number, model: .[3] | known, serial: .[4] | known, wwn: .[5] | wwn,
      bus: .[6], rotational: .[7] | yes, removable: .[8] | yes, smartHealth: .[9] | known })),
    arrays: (all("array") | map({
      name: "/dev/\(.[0])", bytes: .[1] | number, level: .[2] | known, state: .[3] | known, members: .[4] | split(" ") })),
    nics: (all("nic") | map(. as $nic | {
      name: .[0], mac: .[1], driver: .[2] | known,
      linkUp: { "1": true, "0": false }[.[3]], speedMbps: (if $nic[3] == "1" then $nic[4] | positive else null end),
      addresses: ($addresses[$nic[0]] // []), pciAddress: .[5] | known, boot: (.[6] == "true") })),
    controllers: (all("controller") | map({
      pciAddress: .[0], vendorId: .[1][2:], deviceId: .[2][2:],
      class: { "01": "storage", "02": "network", "03": "display" }[.[3][2:4]], classCode: .[3][2:],
      driver: .[4] | known, description: $descriptions[.[0]] })),
    bmc: (if $mc."Manufacturer ID" == null then null else {
      manufacturerId: $mc."Manufacturer ID" | split(" ")[0], productId: ($mc."Product ID" // "" | split(" ")[0]),
      firmware: $mc."Firmware Revision" | known, ipmiVersion: $mc."IPMI Version" | known,
      lan: (if $lan.Channel == null then null else {
        channel: $lan.Channel | tonumber, address: $lan."IP Address" | set, netmask: $lan."Subnet Mask" | set,
        gateway: $lan."Default Gateway IP" | set, mac: $lan."MAC Address" | set, source: $lan."IP Address Source" | known } end)
    } end)
  }
