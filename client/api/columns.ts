import type { ColumnsAnswer, ColumnsRequest } from '../../shared/protocol/api-columns.ts'
import { requestJson } from './http.ts'

/** @throws ApiError */
export const postColumns = (table: string, request: ColumnsRequest): Promise<ColumnsAnswer> =>
  requestJson('POST', `/api/tables/${encodeURIComponent(table)}/columns`, request)
