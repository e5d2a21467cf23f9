import { openStorage } from '../../../server/storage/open-storage.ts'
import { batch, edition, effect, intent, TABLE } from './samples.ts'

/** Commits batch after batch and says each that was acknowledged, until somebody ends the process. Argument: the data folder. */
const storage = await openStorage({ dataDir: process.argv[2] ?? '', databaseUrl: null })
const first = edition(1)
if ((await storage.tables.findTable(TABLE.id)) === null) await storage.tables.createTable(TABLE, first, new Map(), 0)
const client = process.pid
for (let clock = 0; ; clock += 3) {
  const intents = [0, 1, 2].map(n => intent(clock + n, { client, key: `r${clock + n}:a` }))
  const effects = intents.map(({ key, value }) => effect(key, null, value))
  await storage.tables.commitBatch(batch(first.room, { intents, effects, claims: [{ client, account: 'acc-1' }] }))
  process.stdout.write(`${client} ${clock}\n`)
}
