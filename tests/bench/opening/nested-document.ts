// A process of its own, for the memory that it takes: writes the table as nested Y.Maps, gzipped, to the file it is given.
import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as Y from 'yjs'
import { largeTable } from '../support/large-table.ts'

const [file, rowCount] = process.argv.slice(2)
if (file === undefined) throw new Error('no file named')

const doc = new Y.Doc()
const rows = doc.getMap<Y.Map<unknown>>('rows')
const { rows: definitions, columns } = largeTable('nested', Number(rowCount))
doc.transact(() => {
  for (const { id, cells } of definitions) {
    const row = new Y.Map<unknown>()
    for (const column of columns) row.set(column.id, cells[column.id] ?? null)
    rows.set(id, row)
  }
})
const update = Y.encodeStateAsUpdate(doc)
const zipped = gzipSync(update)
writeFileSync(file, zipped)
process.send?.({ bytes: update.length, zipped: zipped.length })
