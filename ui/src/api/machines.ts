import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { json, part, type Query } from './http'
import type {
  HardwareTree,
  Machine,
  MachineChange,
  MachineWithHardware,
  NewMachine,
  Page,
  QueuedRun,
} from './types'

export const machinesKey = ['machines'] as const

export const machineList = (query: Query) =>
  queryOptions({
    queryKey: [...machinesKey, 'list', query],
    queryFn: ({ signal }) => json<Page<Machine>>('/machines', { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 4_000,
  })

export const machineDetail = (id: string) =>
  queryOptions({
    queryKey: [...machinesKey, 'one', id],
    queryFn: ({ signal }) => json<MachineWithHardware>(`/machines/${part(id)}`, { signal }),
    refetchInterval: 4_000,
  })

/** Its hardware as it told itself, beside what its BMC tells. */
export const machineHardware = (id: string) =>
  queryOptions({
    queryKey: [...machinesKey, 'hardware', id],
    queryFn: ({ signal }) => json<HardwareTree>(`/machines/${part(id)}/hardware`, { signal }),
    refetchInterval: 10_000,
  })

/** The runs that wait for a machine. */
export const machineQueue = (id: string) =>
  queryOptions({
    queryKey: [...machinesKey, 'queue', id],
    queryFn: ({ signal }) => json<{ items: QueuedRun[] }>(`/machines/${part(id)}/queue`, { signal }),
    refetchInterval: 4_000,
  })

export const unqueue = (machine: string, queued: string) =>
  json<void>(`/machines/${part(machine)}/queue/${part(queued)}`, { method: 'DELETE' })

export const addMachine = (body: NewMachine) => json<Machine>('/machines', { method: 'POST', body })

export const changeMachine = (id: string, body: MachineChange) =>
  json<Machine>(`/machines/${part(id)}`, { method: 'PATCH', body })

export const deleteMachine = (id: string) => json<void>(`/machines/${part(id)}`, { method: 'DELETE' })
