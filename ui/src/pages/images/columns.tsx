import type { Image } from '~/api/types'
import type { Column } from '~/table/columns'
import { StateBadge } from '~/ui/StateBadge'
import { imageLooks } from '~/ui/states'
import { When } from '~/ui/When'
import { size } from '~/util/format'
import { DeleteImage } from './DeleteImage'
import classes from './ImagesPage.module.css'

function bytes(value: number | null) {
  return value === null ? <span className="dim">–</span> : <span className="nowrap">{size(value)}</span>
}

/** `partition:qcow2` is a lone file system that came as qcow2. */
function madeFrom(format: string | null): string {
  const partition = 'partition:'
  return format?.startsWith(partition) ? `${format.slice(partition.length)}, a partition` : (format ?? '–')
}

export const imageColumns: Column<Image>[] = [
  {
    id: 'name',
    header: 'Image',
    cell: ({ row: { original: image } }) => (
      <div className={classes.name}>
        <b>{image.name}</b>
        {image.digest === null ? null : (
          <span className="mono dim" title={image.digest}>
            {image.digest.replace('sha256:', '').slice(0, 12)}
          </span>
        )}
      </div>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ row: { original: image } }) => (
      <div className={classes.state}>
        <StateBadge look={imageLooks[image.state]} />
        {image.error === null ? null : <span className={classes.error}>{image.error}</span>}
      </div>
    ),
  },
  { id: 'size', header: 'Disk size', align: 'end', cell: ({ row }) => bytes(row.original.sizeBytes) },
  { id: 'data', header: 'Data', align: 'end', cell: ({ row }) => bytes(row.original.dataBytes) },
  { id: 'stored', header: 'Stored', align: 'end', cell: ({ row }) => bytes(row.original.storedBytes) },
  { id: 'format', header: 'Made from', wideOnly: true, cell: ({ row }) => madeFrom(row.original.format) },
  {
    id: 'source',
    header: 'Source',
    wideOnly: true,
    cell: ({ row }) => <span className={classes.source}>{row.original.source ?? '–'}</span>,
  },
  {
    id: 'created',
    header: 'Imported',
    wideOnly: true,
    cell: ({ row }) => <When at={row.original.createdAt} />,
  },
  { id: 'actions', header: '', align: 'end', cell: ({ row }) => <DeleteImage image={row.original} /> },
]
