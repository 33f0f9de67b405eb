import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { NotFound } from '~/pages/NotFound'
import { Shell } from '~/pages/Shell'
import { readListSearch } from '~/table/listSearch'
import { paths } from '~/util/paths'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: paths.machines })
  },
})

const machines = createRoute({
  getParentRoute: () => root,
  path: '/machines',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('~/pages/machines/MachinesPage'), 'MachinesPage'),
})

const machine = createRoute({
  getParentRoute: () => root,
  path: '/machines/$id',
  component: lazyRouteComponent(() => import('~/pages/machines/MachinePage'), 'MachinePage'),
})

const provision = createRoute({
  getParentRoute: () => root,
  path: '/machines/$id/provision',
  component: lazyRouteComponent(() => import('~/pages/provision/ProvisionPage'), 'ProvisionPage'),
})

const machineConsole = createRoute({
  getParentRoute: () => root,
  path: '/machines/$id/console',
  component: lazyRouteComponent(() => import('~/pages/console/ConsolePage'), 'ConsolePage'),
})

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('~/pages/runs/RunsPage'), 'RunsPage'),
})

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('~/pages/runs/RunPage'), 'RunPage'),
})

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('~/pages/alerts/AlertsPage'), 'AlertsPage'),
})

const images = createRoute({
  getParentRoute: () => root,
  path: '/images',
  component: lazyRouteComponent(() => import('~/pages/images/ImagesPage'), 'ImagesPage'),
})

const segments = createRoute({
  getParentRoute: () => root,
  path: '/segments',
  component: lazyRouteComponent(() => import('~/pages/segments/SegmentsPage'), 'SegmentsPage'),
})

const bootConfigurations = createRoute({
  getParentRoute: () => root,
  path: '/boot-configurations',
  component: lazyRouteComponent(
    () => import('~/pages/bootConfigurations/BootConfigurationsPage'),
    'BootConfigurationsPage',
  ),
})

const runbooks = createRoute({
  getParentRoute: () => root,
  path: '/runbooks',
  component: lazyRouteComponent(() => import('~/pages/runbooks/RunbooksPage'), 'RunbooksPage'),
})

const subscriptions = createRoute({
  getParentRoute: () => root,
  path: '/subscriptions',
  component: lazyRouteComponent(() => import('~/pages/subscriptions/SubscriptionsPage'), 'SubscriptionsPage'),
})

const tokens = createRoute({
  getParentRoute: () => root,
  path: '/tokens',
  component: lazyRouteComponent(() => import('~/pages/tokens/TokensPage'), 'TokensPage'),
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('~/pages/audit/AuditPage'), 'AuditPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    machines,
    machine,
    provision,
    machineConsole,
    runs,
    run,
    alerts,
    images,
    segments,
    bootConfigurations,
    runbooks,
    subscriptions,
    tokens,
    audit,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
