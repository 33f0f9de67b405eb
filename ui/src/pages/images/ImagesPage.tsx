import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { imageList } from '~/api/images'
import { DataTable } from '~/table/DataTable'
import { Sheet } from '~/table/Sheet'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { imageColumns } from './columns'
import { ImportImage } from './ImportImage'

export function ImagesPage() {
  const [importing, setImporting] = useState(false)
  const query = useQuery(imageList())
  return (
    <Page title="Images" actions={<Button onClick={() => setImporting(true)}>Import an image</Button>}>
      {importing ? <ImportImage onClose={() => setImporting(false)} /> : null}
      {query.isError ? <ProblemNote error={query.error} /> : null}
      <Sheet>
        {query.data === undefined ? (
          <Loading pending={query.isPending} />
        ) : query.data.items.length === 0 ? (
          <Empty title="No image yet.">
            <p>
              An image is a bootable disk: a cloud image of a distribution, or one that{' '}
              <code>ops/images</code> builds. It is cut into verified chunks once, and written to machines
              from these.
            </p>
            <Button onClick={() => setImporting(true)}>Import the first image</Button>
          </Empty>
        ) : (
          <DataTable
            label="Images"
            columns={imageColumns}
            rows={query.data.items}
            rowId={image => image.name}
          />
        )}
      </Sheet>
    </Page>
  )
}
