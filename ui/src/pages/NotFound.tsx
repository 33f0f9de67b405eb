import { Link } from '@tanstack/react-router'
import { Empty } from '~/ui/Empty'
import { Page } from '~/ui/Page'
import { paths } from '~/util/paths'

export function NotFound() {
  return (
    <Page title="No such page">
      <Empty title="Nothing is at this address.">
        <Link to={paths.machines}>Go to the machines</Link>
      </Empty>
    </Page>
  )
}
