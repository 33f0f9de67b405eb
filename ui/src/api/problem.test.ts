import { expect, test } from 'vitest'
import { asProblem, Problem, problemOf, wasRefused } from './problem'

test('a problem keeps what, why, where and what would be right', async () => {
  const problem = await problemOf(
    new Response(
      JSON.stringify({
        title: 'Busy',
        detail: 'm-1 is busy',
        field: 'machine',
        help: 'Wait',
        run: 'http://host/api/v1/runs/r-9',
      }),
      { status: 409 },
    ),
  )
  expect(problem).toMatchObject({
    status: 409,
    title: 'Busy',
    message: 'm-1 is busy',
    field: 'machine',
    help: 'Wait',
    run: 'r-9',
  })
})

test('a page of HTML from a proxy is not shown to people', async () => {
  const problem = await problemOf(
    new Response('<html>nginx</html>', { status: 502, statusText: 'Bad Gateway' }),
  )
  expect(problem.title).toBe('The API answered 502')
  expect(problem.message).toBe('Bad Gateway')
})

test('no answer at all is a problem of status 0', () => {
  expect(asProblem(new TypeError('fetch failed'))).toMatchObject({ status: 0, message: 'fetch failed' })
})

test.each([
  { status: 409, type: 'machine-busy', refused: true },
  { status: 409, type: 'key-in-progress', refused: false },
  { status: 503, type: 'temporal-away', refused: false },
])('$status $type was refused: $refused', ({ status, type, refused }) => {
  expect(wasRefused(new Problem(status, { type }))).toBe(refused)
})

test('what nobody answered was not refused', () => {
  expect(wasRefused(new TypeError('Failed to fetch'))).toBe(false)
})
