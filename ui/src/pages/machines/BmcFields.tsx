import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import type { BmcProtocol } from '~/api/types'
import type { FieldErrors } from '~/forms/fields'
import { Row } from '~/forms/Row'
import { type BmcDraft, bmcProtocols } from './machineDraft'

interface Props {
  draft: BmcDraft
  errors: FieldErrors
  /** Said under the password, where it may be left empty. */
  passwordHint?: string
  onChange(change: Partial<BmcDraft>): void
}

/** Where a machine's BMC is, and as whom it is logged in to. */
export function BmcFields({ draft, errors, passwordHint, onChange }: Props) {
  const field = (name: keyof BmcDraft, error: string) => ({
    value: draft[name],
    error: errors[error],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ [name]: event.currentTarget.value }),
  })
  return (
    <>
      <Row>
        <TextInput label="BMC address" {...field('bmcAddress', 'bmc.address')} />
        <NativeSelect
          label="BMC protocol"
          data={Object.entries(bmcProtocols).map(([value, { label }]) => ({ value, label }))}
          {...field('bmcProtocol', 'bmc.protocol')}
          onChange={event => onChange({ bmcProtocol: event.currentTarget.value as BmcProtocol })}
        />
        <TextInput
          label="BMC port"
          placeholder={String(bmcProtocols[draft.bmcProtocol].port)}
          inputMode="numeric"
          {...field('bmcPort', 'bmc.port')}
        />
      </Row>
      <Row>
        <TextInput label="BMC user" autoComplete="off" {...field('bmcUser', 'bmc.user')} />
        <PasswordInput
          label="BMC password"
          description={passwordHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
          {...field('bmcPassword', 'bmc.password')}
        />
      </Row>
    </>
  )
}
