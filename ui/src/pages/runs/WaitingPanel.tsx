import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { runDetail, type Steer, steerRun } from '~/api/runs'
import type { Run, SteeringWord, Waiting } from '~/api/types'
import { Facts } from '~/ui/Facts'
import { ProblemNote } from '~/ui/ProblemNote'
import { ReasonedButton } from '~/ui/ReasonedButton'
import { NextTry } from './NextTry'
import { RetryWithChange } from './RetryWithChange'
import { SkipStep } from './SkipStep'
import classes from './WaitingPanel.module.css'

/** Whether a run of this kind has a wish that may be changed on its way; of the others only the machine's BMC can be corrected. */
const hasWish: Record<Run['kind'], boolean> = {
  provision: true,
  register: false,
  power: false,
  inspect: false,
  reinstall: true,
  release: false,
  clean: false,
  rescue: false,
  adopt: false,
  capture: false,
  convert: false,
  runbook: false,
  rotate: false,
}

const NOT_YET = 'The machine has no record yet, so that nothing of it could be changed.'

/** Steps that wait without anything having failed. */
const headings: Record<string, string | undefined> = { rescue: 'The machine is in your hands' }

function heading(step: string, title: string | undefined): string {
  if (title?.startsWith('Ask a person')) return 'It is your turn'
  return headings[step] ?? `“${title ?? step}” did not succeed`
}

/** What a run that cannot go on says to its operator, and what it takes from them. */
export function WaitingPanel({ run, waiting }: { run: Run; waiting: Waiting }) {
  const [changing, setChanging] = useState(false)
  const client = useQueryClient()
  const steer = useMutation({
    mutationFn: ({ word, body }: { word: Steer; body?: SteeringWord }) => steerRun(run.id, word, body),
    onSuccess: next => client.setQueryData(runDetail(run.id).queryKey, next),
  })
  const step = run.steps.find(candidate => candidate.name === waiting.step)
  return (
    <section className={classes.panel} aria-label="Waiting for you">
      <h2>
        {heading(waiting.step, step?.title)} <NextTry at={waiting.nextTryAt} />
      </h2>
      <p className={classes.trouble}>{waiting.trouble}</p>
      <Facts
        wide
        facts={[
          ['What it was doing', waiting.doing],
          ['Last sign of life', waiting.lastSign ?? 'none in this step'],
        ]}
      />
      <p className={classes.advice}>
        <span>What would help</span>
        {waiting.advice}
      </p>
      {steer.isError ? <ProblemNote error={steer.error} /> : null}
      <div className={classes.buttons}>
        <Button
          loading={steer.isPending}
          onClick={() => steer.mutate({ word: 'retry', body: { step: waiting.step } })}
        >
          Retry now
        </Button>
        <ReasonedButton
          variant="default"
          whyNot={run.machine === null ? NOT_YET : null}
          onClick={() => setChanging(true)}
        >
          Retry with a change…
        </ReasonedButton>
        <SkipStep run={run} waiting={waiting} />
        {waiting.skippable ? null : (
          <span className={classes.hint}>This step cannot be skipped: later ones need it.</span>
        )}
      </div>
      {changing ? (
        <RetryWithChange
          run={run}
          waiting={waiting}
          wish={hasWish[run.kind]}
          onClose={() => setChanging(false)}
        />
      ) : null}
    </section>
  )
}
