import type { Role } from '~/api/types'

export const roleWords: Record<Role, { word: string; meaning: string }> = {
  admin: { word: 'Admin', meaning: 'May do everything, tokens and users too' },
  operator: { word: 'Operator', meaning: 'May run and steer operations on machines' },
  viewer: { word: 'Viewer', meaning: 'May look, and change nothing' },
}
