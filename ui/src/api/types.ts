/** The shapes of the REST API that the pages read and write. Times are ISO 8601 in UTC, sizes are bytes. */

export type MachineState =
  | 'discovered'
  | 'registering'
  | 'available'
  | 'provisioning'
  | 'deployed'
  | 'maintenance'
  | 'cleaning'
  | 'adopted'
  | 'failed'
  | 'retired'
export type RunKind =
  | 'register'
  | 'provision'
  | 'power'
  | 'inspect'
  | 'reinstall'
  | 'release'
  | 'clean'
  | 'rescue'
  | 'adopt'
  | 'capture'
  | 'convert'
/** Kinds of run that are started from the menu of a machine, with a short form. */
export type OperationKind = Exclude<RunKind, 'register' | 'provision' | 'power'>
export type RunState = 'running' | 'waiting' | 'paused' | 'cancelling' | 'done' | 'cancelled' | 'failed'
