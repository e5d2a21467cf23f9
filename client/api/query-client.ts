import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'

/** Tries again only where the server said that it may help, and never three times on a person's patience. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && error.retry !== 'never' && error.status !== 401,
      },
    },
  })
