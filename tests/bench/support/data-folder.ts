import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildDemo } from '../../../seeds/build-demo.ts'
import { openStorage } from '../../../server/storage/open-storage.ts'
import { createTable } from '../../../server/tables/create-table.ts'
import type { TableDefinition } from '../../../shared/tables/table-definition.ts'
import { DEMO_PASSWORD } from './server-process.ts'

/** A data folder as a server leaves it: the demo workspace, and more tables beside it. Removed in the end. */
export async function withDataFolder<T>(
  tables: readonly TableDefinition[],
  use: (dataDir: string) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tongchou-bench-'))
  try {
    const storage = await openStorage({ dataDir, databaseUrl: null })
    const now = Date.now()
    await buildDemo(storage, { password: DEMO_PASSWORD, now })
    for (const definition of tables) await createTable(storage.tables, definition, { id: `t-${definition.name}`, now })
    await storage.close()
    return await use(dataDir)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
