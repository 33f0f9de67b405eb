import { Button, Group } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, useState } from 'react'
import { bmcKey } from '~/api/bmc'
import { Empty } from '~/ui/Empty'
import { Panel } from '~/ui/Panel'
import { Bios } from './Bios'
import { Events } from './Events'
import { Firmware } from './Firmware'
import { Media } from './Media'
import { Parts } from './Parts'
import { Sensors } from './Sensors'
import { Volumes } from './Volumes'

const questions = { Sensors, Events, Parts, Media, Firmware, Bios, Volumes } satisfies Record<
  string,
  ComponentType<{ machine: string }>
>

type Question = keyof typeof questions

/** What the BMC says when it is asked, which takes some seconds. */
export function BmcPanel({ machine }: { machine: string }) {
  const [asked, ask] = useState<Question | null>(null)
  const client = useQueryClient()
  const Answer = asked === null ? null : questions[asked]
  return (
    <Panel
      title="BMC"
      flush
      aside={
        <Group gap={4}>
          {(Object.keys(questions) as Question[]).map(question => (
            <Button
              key={question}
              size="compact-xs"
              variant={question === asked ? 'filled' : 'default'}
              aria-pressed={question === asked}
              onClick={() => {
                // What was read before is old: a press always asks the BMC itself.
                if (question === asked) void client.resetQueries({ queryKey: bmcKey(machine) })
                else client.removeQueries({ queryKey: bmcKey(machine), type: 'inactive' })
                ask(question)
              }}
            >
              {question}
            </Button>
          ))}
        </Group>
      }
    >
      {Answer === null ? (
        <Empty title="Nothing was asked yet.">
          Sensors, events, parts, media, the settings of the firmware and the volumes of RAID controllers are
          read from the BMC when you ask for them.
        </Empty>
      ) : (
        <Answer machine={machine} />
      )}
    </Panel>
  )
}
