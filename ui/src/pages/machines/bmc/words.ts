import type { Sensor } from '~/api/types'

/** Such as `24 °C`, `Presence detected, Failure detected`, or why there is nothing. */
export function reading(sensor: Sensor): string {
  if (sensor.missing !== undefined) return `– ${sensor.missing}`
  const value = sensor.value === undefined ? [] : [`${sensor.value} ${sensor.unit}`.trim()]
  return [...value, ...sensor.states].join(', ') || '–'
}

/** Such as `< 3, > 42`. */
export function range(lower: number | undefined, upper: number | undefined): string {
  const words = [lower === undefined ? null : `< ${lower}`, upper === undefined ? null : `> ${upper}`]
  return words.filter(word => word !== null).join(', ') || '–'
}
