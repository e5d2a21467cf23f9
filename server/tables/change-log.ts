import type { ChangeRecord, TableStore } from '../storage/table-store.ts'

type Filter = Parameters<TableStore['changes']>[1]

/**
 * What happened to cells, newest first, with the writes that a concurrent one overtook: these stand below what won in the
 * same commit.
 */
export async function changeLog(tables: TableStore, tableId: string, filter: Filter): Promise<ChangeRecord[]> {
  const changes = await tables.changes(tableId, filter)
  // what is older than a full page is on none: the log need not be searched for it
  const oldest = changes.length < filter.limit ? undefined : changes.at(-1)?.at
  const since = Math.max(filter.since ?? Number.NEGATIVE_INFINITY, oldest ?? Number.NEGATIVE_INFINITY)
  const overtaken = await tables.overtaken(tableId, { ...filter, ...(since > Number.NEGATIVE_INFINITY && { since }) })
  return merged(changes, overtaken).slice(0, filter.limit)
}

function merged(changes: readonly ChangeRecord[], overtaken: readonly ChangeRecord[]): ChangeRecord[] {
  const all: ChangeRecord[] = []
  let next = 0
  for (const change of changes) {
    while (next < overtaken.length && overtaken[next]!.at > change.at) all.push(overtaken[next++]!)
    all.push(change)
  }
  return [...all, ...overtaken.slice(next)]
}
