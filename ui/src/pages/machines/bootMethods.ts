import type { BootMethod } from '~/api/types'

/** How BootOS comes to a machine, in words. */
export const bootMethodWords: Record<BootMethod, string> = {
  network: 'from the network',
  'virtual-media': 'on a disc that the BMC shows',
}
