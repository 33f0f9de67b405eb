const DECIMAL = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

function scaled(value: number, step: number, units: readonly string[]): string {
  let rest = value
  let unit = 0
  while (rest >= step && unit < units.length - 1) {
    rest /= step
    unit++
  }
  const digits = unit === 0 || rest >= 100 ? 0 : rest >= 10 ? 1 : 2
  return `${Number(rest.toFixed(digits))} ${units[unit]}`
}

/** Disks and images, as their makers count: 1 GB is 10⁹ bytes. */
export function size(bytes: number): string {
  return scaled(bytes, 1000, DECIMAL)
}

/** Memory, as its makers count: 1 GiB is 2³⁰ bytes. */
export function memorySize(bytes: number): string {
  return scaled(bytes, 1024, BINARY)
}

/** `4.2 s`, `1 min 05 s`, `2 h 03 min`, `3 d 4 h`. */
export function duration(ms: number): string {
  if (ms < 10_000) return `${(Math.max(0, ms) / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3600)} h`
}

/** How long ago, in one unit. */
export function ago(at: string, now: number): string {
  const seconds = Math.round((now - Date.parse(at)) / 1000)
  if (seconds < 5) return 'just now'
  if (seconds < 60) return `${seconds} s ago`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`
  return `${Math.floor(seconds / 86_400)} d ago`
}

/** The moment, to the second, in the reader's own time zone. */
export function moment(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
}

/** The time of day, to the second, always in 24 hours. */
export function timeOfDay(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB')
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
