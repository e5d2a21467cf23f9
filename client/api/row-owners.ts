import { queryOptions } from '@tanstack/react-query'
import type { Scalar } from '../../shared/core/scalar.ts'
import { parseManifest } from '../../shared/document/manifest.ts'
import { request, requestJson } from './http.ts'

/**
 * Whose the rows of an edition are, deleted rows left out: two small immutable files, which the browser keeps. Owners that were
 * named since the edition are not in it; the open table itself shows them.
 */
export const rowOwnersQuery = (edition: string) =>
  queryOptions({
    queryKey: ['row-owners', edition],
    queryFn: async ({ signal }): Promise<readonly Scalar[]> => {
      const { chunks } = parseManifest(
        await (await request('GET', `/api/editions/${edition}/manifest`, undefined, signal)).text(),
      )
      const column = async (name: string): Promise<readonly Scalar[]> =>
        chunks[name] === undefined ? [] : requestJson('GET', `/api/chunks/${chunks[name]}`, undefined, signal)
      const [owners, deleted] = await Promise.all([column('rows/owner'), column('rows/deleted')])
      return owners.filter((_, row) => deleted[row] !== true)
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
