/** What the API says when it refuses (RFC 9457). */
export interface ProblemBody {
  type?: string
  title?: string
  status?: number
  detail?: string
  field?: string
  help?: string
  run?: string
}

/** A refused or failed call, in words for the person at the page. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  /** Which refusal it is, in a word: machine-busy; null where it is not ours. */
  readonly type: string | null
  readonly title: string
  readonly field: string | null
  readonly help: string | null
  /** The run that holds the machine, where that is the reason. */
  readonly run: string | null

  constructor(status: number, body: ProblemBody) {
    const title = body.title ?? `The API answered ${status}`
    super(body.detail ?? title)
    this.status = status
    this.type = body.type ?? null
    this.title = title
    this.field = body.field ?? null
    this.help = body.help ?? null
    this.run = body.run === undefined ? null : (body.run.split('/').at(-1) ?? null)
  }
}

/** Status 0: no answer came at all. */
export function unreachable(cause: unknown): Problem {
  return new Problem(0, {
    title: 'The API does not answer',
    detail: cause instanceof Error ? cause.message : String(cause),
    help: 'Check that Metalwright is running and that this browser can reach it. The page tries again by itself.',
  })
}

export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text()
  try {
    return new Problem(response.status, JSON.parse(text) as ProblemBody)
  } catch {
    // A proxy in between answers in its own words, often a whole page of HTML.
    return new Problem(response.status, {
      detail: text.startsWith('<') || text === '' ? response.statusText : text.slice(0, 300),
    })
  }
}

/**
 * Whether the API said no, so that another try is another request. Where nobody answered, or the engine was away, what was asked for may have
 * begun: it is asked for again by the same key.
 */
export function wasRefused(error: unknown): boolean {
  const { status, type } = asProblem(error)
  return status >= 400 && status < 500 && type !== 'key-in-progress'
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : unreachable(error)
}
