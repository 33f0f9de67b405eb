import { expect, test } from 'vitest'
import { checkBootConfiguration, configurationOf, draftOf, kindsOf } from './bootConfigurationDraft'
import { allKinds, documentKinds } from './documentKinds'

const full = {
  name: 'flatcar',
  site: 'ber1',
  machines: ['m-1', '52:54:00:00:00:01'],
  segments: ['rack7'],
  documents: { ignition: '{}', ipxe: '#!ipxe\nchain {{ http }}/x\necho {{{{\n' },
}

test('a boot configuration goes through the form unchanged', () => {
  expect(configurationOf(draftOf(full))).toEqual(full)
  expect(checkBootConfiguration(draftOf(full))).toEqual({})
})

test('each wrong field is named', () => {
  const documents = { ipxe: 'chain x', ignition: '{', preseed: 'd-i {{nobody}}' }
  expect(checkBootConfiguration({ ...draftOf(null), documents })).toEqual({
    name: 'Name is missing.',
    'documents.ipxe': 'A script begins with #!ipxe.',
    'documents.ignition': 'This is no JSON.',
    'documents.preseed': expect.stringContaining('Nobody knows nobody.'),
  })
  expect(checkBootConfiguration({ ...draftOf(full), documents: {} })).toEqual({
    documents: 'Add at least one document.',
  })
})

test('what a document begins with is right', () => {
  const documents = Object.fromEntries(allKinds.map(kind => [kind, documentKinds[kind].beginning]))
  expect(checkBootConfiguration({ ...draftOf(full), documents })).toEqual({})
  expect(kindsOf(documents)).toEqual(allKinds)
})
