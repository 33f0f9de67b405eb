/** Every address of a page, in one place. */
export const paths = {
  machines: '/machines',
  machine: (id: string) => `/machines/${encodeURIComponent(id)}`,
  provision: (id: string) => `/machines/${encodeURIComponent(id)}/provision`,
  console: (id: string) => `/machines/${encodeURIComponent(id)}/console`,
  runs: '/runs',
  run: (id: string) => `/runs/${encodeURIComponent(id)}`,
  images: '/images',
  segments: '/segments',
  alerts: '/alerts',
  bootConfigurations: '/boot-configurations',
  runbooks: '/runbooks',
  subscriptions: '/subscriptions',
  tokens: '/tokens',
  audit: '/audit',
} as const
