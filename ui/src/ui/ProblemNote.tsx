import { Link } from '@tanstack/react-router'
import { asProblem } from '~/api/problem'
import { paths } from '~/util/paths'
import { Note } from './Note'

/** A refusal, in the API's own words: what, why, and what would be right. */
export function ProblemNote({ error }: { error: unknown }) {
  const problem = asProblem(error)
  return (
    <Note tone="bad" title={problem.title} alert>
      {problem.message === problem.title ? null : <p>{problem.message}</p>}
      {problem.help === null ? null : <p>{problem.help}</p>}
      {problem.run === null ? null : (
        <p>
          <Link to={paths.run(problem.run)}>Open that run</Link>
        </p>
      )}
    </Note>
  )
}
