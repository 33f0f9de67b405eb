import { Button, type ButtonProps, Tooltip } from '@mantine/core'

interface Props extends ButtonProps {
  /** Why it cannot be pressed now, or null when it can. */
  whyNot: string | null
  onClick(): void
}

/** A button that, while it cannot be pressed, can still be reached by keyboard and says why. */
export function ReasonedButton({ whyNot, onClick, ...rest }: Props) {
  if (whyNot === null) return <Button {...rest} onClick={onClick} />
  return (
    <Tooltip label={whyNot} events={{ hover: true, focus: true, touch: true }} multiline maw={320}>
      <Button {...rest} data-disabled aria-disabled="true" aria-description={whyNot} />
    </Tooltip>
  )
}
