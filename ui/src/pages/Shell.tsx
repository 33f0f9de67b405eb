import { Link, Outlet } from '@tanstack/react-router'
import { queryClient } from '~/api/client'
import { closePayloads } from '~/api/codec'
import { signOut, useToken } from '~/api/session'
import { Icon, type IconName } from '~/ui/icons'
import { paths } from '~/util/paths'
import classes from './Shell.module.css'
import { SignInPage } from './SignInPage'

const places: [path: string, name: string, icon: IconName][] = [
  [paths.machines, 'Machines', 'machines'],
  [paths.runs, 'Runs', 'runs'],
  [paths.alerts, 'Alerts', 'alerts'],
  [paths.images, 'Images', 'images'],
  [paths.segments, 'Segments', 'segments'],
  [paths.bootConfigurations, 'Boot documents', 'boot'],
  [paths.runbooks, 'Runbooks', 'runbooks'],
  [paths.subscriptions, 'Notifications', 'notices'],
  [paths.tokens, 'Tokens', 'tokens'],
  [paths.audit, 'Audit', 'audit'],
]

function leave() {
  closePayloads()
  signOut()
  queryClient.clear()
}

/** What surrounds every page. Without a token it is the sign-in page, at whatever address, so that the address is kept. */
export function Shell() {
  const token = useToken()
  if (token === null) return <SignInPage />
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        Skip to the content
      </a>
      <div className={classes.side}>
        <Link to={paths.machines} className={classes.brand}>
          <img src="/favicon.svg" alt="" width={24} height={24} />
          Metalwright
        </Link>
        <nav aria-label="Main" className={classes.nav}>
          {places.map(([path, name, icon]) => (
            <Link key={path} to={path} className={classes.place} activeProps={{ 'data-active': true }}>
              <Icon name={icon} />
              {name}
            </Link>
          ))}
        </nav>
        <button type="button" className={classes.leave} onClick={leave}>
          <Icon name="out" />
          Sign out
        </button>
      </div>
      <main id="content" tabIndex={-1} className={classes.content}>
        <Outlet />
      </main>
    </div>
  )
}
