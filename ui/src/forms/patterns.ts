/** The same forms that the API checks; it has the last word, these only answer sooner. */
const OCTET = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const LABEL = '[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?'

export const patterns = {
  hostname: new RegExp(`^(?=.{1,253}$)${LABEL}(\\.${LABEL})*$`),
  ipv4: new RegExp(`^${OCTET}(\\.${OCTET}){3}$`),
  mac: /^[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}$/,
  account: /^[a-z_][a-z0-9_-]{0,31}$/,
  sshKey: /^(ssh-|ecdsa-|sk-)\S+ [A-Za-z0-9+/=]+( .*)?$/,
  filePath: /^(\/(?!\.\.?(\/|$))[^/]+)+$/,
  mode: /^0?[0-7]{3,4}$/,
  owner: /^[a-z_][a-z0-9_-]*(:[a-z_][a-z0-9_-]*)?$/,
  sha256: /^[0-9a-f]{64}$/,
} as const

/** The lines of a text field that hold something. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
}

/** Words parted by commas or spaces. */
export function words(text: string): string[] {
  return text.split(/[\s,]+/).filter(word => word !== '')
}
