import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { consoleRecordings, recordedText, recordingFile } from '~/api/console'
import type { ConsoleRecording } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Panel } from '~/ui/Panel'
import { ProblemNote } from '~/ui/ProblemNote'
import { When } from '~/ui/When'
import { moment, size } from '~/util/format'
import classes from './Console.module.css'

async function download(machine: string, name: string) {
  const url = URL.createObjectURL(await recordingFile(machine, name))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

function columns(
  machine: string,
  show: (name: string) => void,
  failed: (error: unknown) => void,
): Column<ConsoleRecording>[] {
  return [
    {
      id: 'began',
      header: 'Began',
      cell: ({ row }) => <b className="nowrap">{moment(row.original.began)}</b>,
    },
    { id: 'ended', header: 'Last written', cell: ({ row }) => <When at={row.original.endedAt} /> },
    { id: 'size', header: 'Size', align: 'end', cell: ({ row }) => size(row.original.sizeBytes) },
    {
      id: 'actions',
      header: '',
      align: 'end',
      cell: ({ row: { original } }) => (
        <>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Show the recording of ${moment(original.began)}`}
            onClick={() => show(original.name)}
          >
            Show
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`Download the recording of ${moment(original.began)}`}
            onClick={() => download(machine, original.name).catch(failed)}
          >
            Download
          </Button>
        </>
      ),
    },
  ]
}

/** What the console showed before, while somebody watched or a run was under way. */
export function Recordings({ machine }: { machine: string }) {
  const query = useQuery(consoleRecordings(machine))
  const [shown, show] = useState<string | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const items = query.data?.items ?? []
  return (
    <Panel title="Recordings" flush>
      {query.isError ? <ProblemNote error={query.error} /> : null}
      {failure === null ? null : <ProblemNote error={failure} />}
      {query.data !== undefined && items.length === 0 ? (
        <Empty title="Nothing was recorded yet.">
          The console is recorded while somebody watches it, and while a run is under way.
        </Empty>
      ) : (
        <DataTable
          label="Recordings"
          columns={columns(machine, show, setFailure)}
          rows={items}
          rowId={recording => recording.name}
        />
      )}
      {shown === null ? null : <RecordedText machine={machine} name={shown} />}
    </Panel>
  )
}

function RecordedText({ machine, name }: { machine: string; name: string }) {
  const query = useQuery(recordedText(machine, name))
  if (query.isError) return <ProblemNote error={query.error} />
  if (query.data === undefined) return <Loading />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
    <section aria-label={`Recording ${name}`} tabIndex={0}>
      <pre className={classes.text}>{query.data}</pre>
    </section>
  )
}
