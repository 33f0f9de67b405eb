/** Errors by field, as `hostname`, `users.0.name` or `network.address`. */
export type FieldErrors = Partial<Record<string, string>>

/**
 * The form's name of a field that the API named: `spec.users[0].name`, `/spec/users/0/name` and `users[].name` all mean a
 * field of the form; without an index the section is meant.
 */
export function formField(field: string): string {
  const dotted = field
    .replace(/\[(\d*)\]/g, '.$1')
    .replaceAll('/', '.')
    .replace(/\.{2,}/g, '.')
    .replace(/^\.|\.$/g, '')
    .replace(/^(body|spec)\.(?=.)/, '')
    .replace(/^spec\.(?=.)/, '')
  return dotted
}

/** The element that a field's error is about: its own, or the next one around it that the form has. */
export function fieldId(prefix: string, field: string): string {
  return `${prefix}-${field.replaceAll('.', '-')}`
}
