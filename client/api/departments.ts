import { queryOptions } from '@tanstack/react-query'
import { requestJson } from './http.ts'

export interface ListedDepartment {
  readonly id: string
  readonly name: string
  readonly position: number
}

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: ({ signal }) => requestJson<readonly ListedDepartment[]>('GET', '/api/departments', undefined, signal),
})
