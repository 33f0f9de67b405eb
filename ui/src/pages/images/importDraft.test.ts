import { expect, test } from 'vitest'
import { checkImport, emptyImport, nameOf } from './importDraft'

test.each([
  ['https://images.example.com/debian-13.qcow2.xz?sig=1', 'debian-13'],
  ['My Disk.RAW', 'my-disk'],
  ['ubuntu-24.04-server.img', 'ubuntu-24.04-server'],
  ['', ''],
])('%s proposes the name %s', (source, name) => {
  expect(nameOf(source)).toBe(name)
})

test('an import needs a name, a source, and a whole sum where one is given', () => {
  expect(Object.keys(checkImport({ ...emptyImport, sha256: 'ab' }))).toEqual(['name', 'url', 'sha256'])
  expect(Object.keys(checkImport({ ...emptyImport, from: 'file', name: 'a' }))).toEqual(['file'])
  expect(checkImport({ ...emptyImport, name: 'a', url: 'http://h/a.img' })).toEqual({})
})
