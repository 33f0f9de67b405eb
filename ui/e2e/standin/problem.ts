/** A refusal of the stand-in, in the API's form (RFC 9457). */
export class Refusal extends Error {
  readonly status: number
  readonly body: Record<string, unknown>

  constructor(status: number, slug: string, title: string, more: Record<string, unknown> = {}) {
    super(title)
    this.status = status
    this.body = { type: `https://metalwright.dev/problems/${slug}`, title, status, detail: title, ...more }
  }
}
