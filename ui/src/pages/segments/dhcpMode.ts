import type { DhcpMode } from '~/api/types'

export const dhcpModes: Record<DhcpMode, { word: string; meaning: string }> = {
  serve: { word: 'Serve', meaning: 'Addresses for all who may have one' },
  'reservations-only': {
    word: 'Reservations only',
    meaning: 'Nobody without a reserved address is answered',
  },
  proxy: { word: 'Proxy', meaning: 'Another server gives the addresses, we add what to boot' },
  off: { word: 'Off', meaning: 'No DHCP' },
}
