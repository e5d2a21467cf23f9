// A process of its own: @hocuspocus/server as its manual sets it up, storing whole documents in SQLite some time after an edit.

import { Server } from '@hocuspocus/server'
import Database from 'better-sqlite3'
import * as Y from 'yjs'

const file = process.argv[2]
if (file === undefined) throw new Error('no database file named')
const database = new Database(file)
database.pragma('journal_mode = WAL')
database.exec('CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, data BLOB NOT NULL)')
const read = database.prepare<[string], { readonly data: Buffer }>('SELECT data FROM documents WHERE name = ?')
const write = database.prepare(
  'INSERT INTO documents VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data',
)

const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  async onLoadDocument({ documentName, document }) {
    const found = read.get(documentName)
    if (found) Y.applyUpdate(document, found.data)
  },
  async onStoreDocument({ documentName, document }) {
    write.run(documentName, Buffer.from(Y.encodeStateAsUpdate(document)))
  },
})
await server.listen()
process.send?.({ port: server.address.port })
process.on('disconnect', () => process.exit())
