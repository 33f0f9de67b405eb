import { deleteToken, tokensKey } from '~/api/tokens'
import type { Token } from '~/api/types'
import { RemoveRow } from '~/ui/RemoveRow'

export function DeleteToken({ token }: { token: Token }) {
  return (
    <RemoveRow
      verb="Revoke"
      kind="token"
      name={token.name}
      list={tokensKey}
      act={() => deleteToken(token.id)}
    >
      <p>Whoever uses it is refused from now on. If it is the token of this session, you are signed out.</p>
    </RemoveRow>
  )
}
