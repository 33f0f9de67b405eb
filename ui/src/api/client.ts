import { type DefaultOptions, QueryClient } from '@tanstack/react-query'
import { asProblem } from './problem'

const defaultOptions: DefaultOptions = {
  queries: {
    staleTime: 2_000,
    // What the API refused it will refuse again; what did not reach it may pass.
    retry: (count, error) => {
      const { status } = asProblem(error)
      return (status === 0 || status >= 500) && count < 3
    },
  },
}

export const queryClient = new QueryClient({ defaultOptions })
