const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]', '0.0.0.0'])

/**
 * The link to the Temporal UI as this browser reaches it: a server that knows itself only as loopback means the host that the
 * page came from. Anything but http and https is no link.
 */
export function sameHostUrl(link: string | null, host: string): string | null {
  if (link === null || !URL.canParse(link)) return null
  const url = new URL(link)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  if (LOOPBACK.has(url.hostname)) url.hostname = host
  return url.href
}
