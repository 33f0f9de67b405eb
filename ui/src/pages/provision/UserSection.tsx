import { Button, Checkbox, PasswordInput, Textarea, TextInput } from '@mantine/core'
import { Row } from '~/forms/Row'
import { Panel } from '~/ui/Panel'
import { newUser, type UserDraft } from './draft'
import classes from './ProvisionForm.module.css'
import { named, type SectionProps } from './sections'

export function UserSection({ draft, change, errors }: SectionProps) {
  const set = (i: number, fields: Partial<UserDraft>) =>
    change({ users: draft.users.map((user, at) => (at === i ? { ...user, ...fields } : user)) })
  return (
    <Panel
      title="Users"
      aside={
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => change({ users: [...draft.users, newUser()] })}
        >
          Add a user
        </Button>
      }
    >
      <div className={classes.fields}>
        {draft.users.length === 0 ? (
          <p className="dim">No user is made: only those that the image has.</p>
        ) : null}
        {draft.users.map((user, i) => (
          <fieldset key={user.key} className={classes.item}>
            <legend>{user.name === '' ? `User ${i + 1}` : user.name}</legend>
            <Row>
              <TextInput
                label="Name"
                required
                value={user.name}
                onChange={event => set(i, { name: event.currentTarget.value })}
                {...named(`users.${i}.name`, errors)}
              />
              <PasswordInput
                label="Password"
                placeholder="none: keys only"
                autoComplete="new-password"
                value={user.password}
                onChange={event => set(i, { password: event.currentTarget.value })}
                visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
                {...named(`users.${i}.password`, errors)}
              />
            </Row>
            <Textarea
              label="SSH public keys"
              description="One a line, as in ~/.ssh/id_ed25519.pub."
              rows={2}
              value={user.sshKeys}
              onChange={event => set(i, { sshKeys: event.currentTarget.value })}
              {...named(`users.${i}.sshKeys`, errors)}
            />
            <Row>
              <Checkbox
                label="May become root without a password (sudo)"
                checked={user.sudo}
                onChange={event => set(i, { sudo: event.currentTarget.checked })}
              />
              <div className={classes.remove}>
                <Button
                  size="compact-sm"
                  variant="light"
                  color="red"
                  onClick={() => change({ users: draft.users.filter((_, at) => at !== i) })}
                >
                  Remove user {user.name}
                </Button>
              </div>
            </Row>
          </fieldset>
        ))}
      </div>
    </Panel>
  )
}
