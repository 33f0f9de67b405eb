import { useState } from 'react'
import { asProblem } from '~/api/problem'
import { type FieldErrors, formField } from './fields'

/**
 * What is wrong with a form: found by the page before it asks, or by the API. A refusal that names a field of the form becomes
 * that field's error; any other is kept whole. A form that names its fields otherwise than the API translates them.
 */
export function useFormErrors(
  knows: (field: string) => boolean,
  named: (field: string) => string = field => field,
) {
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problem, setProblem] = useState<unknown>(null)
  return {
    errors,
    problem,
    clear() {
      setErrors({})
      setProblem(null)
    },
    /** True when nothing is wrong. */
    found(next: FieldErrors): boolean {
      setErrors(next)
      setProblem(null)
      return Object.keys(next).length === 0
    },
    refused(error: unknown) {
      const refusal = asProblem(error)
      const field = refusal.field === null ? null : named(formField(refusal.field))
      if (field !== null && knows(field)) {
        setErrors({ [field]: [refusal.message, refusal.help].filter(Boolean).join(' ') })
        setProblem(null)
      } else {
        setErrors({})
        setProblem(refusal)
      }
    },
  }
}
