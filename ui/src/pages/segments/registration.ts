import type { Registration } from '~/api/types'

export const registrationWords: Record<Registration, { word: string; meaning: string }> = {
  automatic: { word: 'Automatic', meaning: 'A stranger is taken in and inspected' },
  manual: { word: 'Manual', meaning: 'Only machines entered beforehand are answered' },
  off: { word: 'Off', meaning: 'Nobody new is answered' },
}
