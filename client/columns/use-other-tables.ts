import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Among } from '../../shared/columns/plan-columns.ts'
import { createWorkspace } from '../../shared/formulas/workspace/workspace.ts'
import type { FormulaTable } from '../../shared/protocol/api-formula-tables.ts'
import type { TableStructure } from '../../shared/tables/structure.ts'
import { formulaTablesQuery } from '../api/formula-tables.ts'

/** The other tables as this person may name them in formulas; undefined while they are on their way, when they are taken on trust. */
export function useOtherTables(own: string, structure: TableStructure, wanted: boolean): Among | undefined {
  const { data } = useQuery({ ...formulaTablesQuery, enabled: wanted })
  return useMemo(() => {
    if (data === undefined) return undefined
    const name = data.find(({ id }) => id === own)?.name ?? own
    const others = data.filter(({ id }) => id !== own).map(tableOf)
    const all = createWorkspace([...others, { id: own, name, structure }])
    return { own, all, seen: all }
  }, [data, own, structure])
}

const tableOf = ({ id, name, title, shortTitle, columns }: FormulaTable) => ({
  id,
  name,
  structure: {
    table: { title, phase: 'drafting' as const, ...(shortTitle === undefined ? {} : { shortTitle }) },
    columns: columns.map(column => ({ ...column, fills: 'planning' as const })),
  },
})
