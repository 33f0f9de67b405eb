import type { LogLine } from './types'

/** Joins lines by their numbers, each once, in order. The same array comes back when nothing is new. */
export function mergeLines(known: readonly LogLine[], more: readonly LogLine[]): readonly LogLine[] {
  const last = known.at(-1)?.number ?? -1
  const inOrder = more.every((line, i) => line.number > (i === 0 ? last : (more[i - 1]?.number ?? last)))
  if (inOrder) return more.length === 0 ? known : [...known, ...more]
  const numbers = new Set(known.map(line => line.number))
  const fresh = more.filter(line => !numbers.has(line.number) && numbers.add(line.number))
  return fresh.length === 0 ? known : [...known, ...fresh].sort((a, b) => a.number - b.number)
}

/** Number of the first line that is missing, counted from 0. */
export function firstMissing(lines: readonly LogLine[]): number {
  // Mostly nothing is missing; then the last number tells it without a walk.
  if (lines.length === 0 || lines.at(-1)?.number === lines.length - 1) return lines.length
  const gap = lines.findIndex((line, i) => line.number !== i)
  return gap < 0 ? lines.length : gap
}
