import { randomKey } from '~/util/randomKey'

/** One wish to start something, under the key by which the API knows it again. */
export interface Attempt {
  key: string
  body: string
}

/** The same wish keeps its key, so that sending it again after a lost answer starts nothing twice; another wish gets another. */
export function attemptOf(last: Attempt | null, wish: unknown): Attempt {
  const body = JSON.stringify(wish)
  return last?.body === body ? last : { key: randomKey(), body }
}
