import type { RouterAdvertising } from '~/api/types'

/** What boot-services say as routers do. */
export const advertisingWords: Record<RouterAdvertising, { word: string; meaning: string }> = {
  off: { word: 'Off', meaning: 'A router of the segment speaks' },
  prefix: { word: 'Prefix', meaning: 'The network and how addresses come, and no default route' },
  router: { word: 'Router', meaning: 'The same, and a default route through the boot server' },
}
