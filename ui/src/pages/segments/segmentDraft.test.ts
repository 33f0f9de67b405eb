import { expect, test } from 'vitest'
import type { Segment } from '~/api/types'
import { checkSegment, draftOf, emptySegment, segmentOf } from './segmentDraft'

const full: Segment = {
  name: 'rack7',
  site: 'ber1',
  cidr: '10.77.0.0/24',
  gateway: '10.77.0.1',
  vlan: 770,
  machines: '10.77.0.100-10.77.0.199',
  bmcs: '10.77.1.100-10.77.1.199',
  bmcNetwork: '10.77.1.0/24',
  bmcGateway: '10.77.1.1',
  nameServers: ['10.77.0.1', '9.9.9.9'],
  registration: 'manual',
}
const bare: Segment = {
  ...full,
  gateway: null,
  vlan: null,
  machines: null,
  bmcs: null,
  bmcNetwork: null,
  bmcGateway: null,
  nameServers: [],
}

test('a segment goes through the form unchanged', () => {
  for (const segment of [full, bare]) {
    expect(segmentOf(draftOf(segment))).toEqual(segment)
    expect(checkSegment(draftOf(segment))).toEqual({})
  }
})

test('each wrong field is named', () => {
  const wrong = {
    ...emptySegment,
    cidr: '10.0.0.0/33',
    vlan: '4095',
    machines: '10.0.0.1',
    bmcs: 'a-b',
    gateway: '10',
    nameServers: 'dns',
  }
  expect(Object.keys(checkSegment(wrong)).sort()).toEqual([
    'bmcs',
    'cidr',
    'gateway',
    'machines',
    'name',
    'nameServers',
    'vlan',
  ])
})
