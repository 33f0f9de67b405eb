import { queryOptions } from '@tanstack/react-query'
import { json, part } from './http'
import { machinesKey } from './machines'
import type {
  BiosSetup,
  BmcEventLog,
  FirmwareSetup,
  FruInfo,
  Sensor,
  StorageController,
  VirtualMedium,
} from './types'

/** A BMC is asked when a person asks: it is slow, and nothing of what it says is kept. */
const whenAsked = { staleTime: Number.POSITIVE_INFINITY, gcTime: 60_000, retry: false } as const

export const bmcKey = (machine: string) => [...machinesKey, 'bmc', machine] as const

export const sensors = (machine: string) =>
  queryOptions({
    ...whenAsked,
    queryKey: [...bmcKey(machine), 'sensors'],
    queryFn: ({ signal }) => json<{ items: Sensor[] }>(`/machines/${part(machine)}/bmc/sensors`, { signal }),
  })

export const bmcEvents = (machine: string) =>
  queryOptions({
    ...whenAsked,
    queryKey: [...bmcKey(machine), 'events'],
    queryFn: ({ signal }) => json<BmcEventLog>(`/machines/${part(machine)}/bmc/events`, { signal }),
  })

export const parts = (machine: string) =>
  queryOptions({
    ...whenAsked,
    queryKey: [...bmcKey(machine), 'parts'],
    queryFn: ({ signal }) => json<{ items: FruInfo[] }>(`/machines/${part(machine)}/bmc/parts`, { signal }),
  })

export const media = (machine: string) =>
  queryOptions({
    ...whenAsked,
    queryKey: [...bmcKey(machine), 'media'],
    queryFn: ({ signal }) =>
      json<{ items: VirtualMedium[] }>(`/machines/${part(machine)}/bmc/media`, { signal }),
  })

export const firmware = (machine: string) =>
  queryOptions({
    ...whenAsked,
    queryKey: [...bmcKey(machine), 'firmware'],
    queryFn: ({ signal }) => json<FirmwareSetup>(`/machines/${part(machine)}/bmc/firmware`, { signal }),
  })

export const bios = (machine: string) =>
  queryOptions({
    ...whenAsked,
    queryKey: [...bmcKey(machine), 'bios'],
    queryFn: ({ signal }) => json<BiosSetup>(`/machines/${part(machine)}/bmc/bios`, { signal }),
  })

export const volumes = (machine: string) =>
  queryOptions({
    ...whenAsked,
    queryKey: [...bmcKey(machine), 'volumes'],
    queryFn: ({ signal }) =>
      json<{ items: StorageController[] }>(`/machines/${part(machine)}/bmc/volumes`, { signal }),
  })
