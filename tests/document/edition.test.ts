import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Edition } from '../../shared/document/edition.ts'
import { type Entry, fold, OrphanEntry } from '../../shared/document/fold.ts'
import { roomName, tableOfRoom } from '../../shared/document/manifest.ts'
import { openEdition, portableHash, seal } from '../../shared/document/seal.ts'
import { structureOf } from '../../shared/document/structure-of.ts'
import { createRandom } from '../support/random.ts'
import { sampleEdition } from '../support/sample-table.ts'

const native = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const cell = (key: string, value: Entry['value']): Entry => ({ map: 'cells', key, value })
const fact = (key: string, value: Entry['value']): Entry => ({ map: 'rows', key, value })
const structure = (key: string, value: Entry['value']): Entry => ({ map: 'structure', key, value })

describe('the canonical form', () => {
  test('[DOC-4] the same bytes on every machine: the format is frozen', () => {
    const { manifest, hash, room, chunks } = seal(sampleEdition())
    expect(Object.keys(JSON.parse(manifest))).toEqual(['v', 'table', 'seq', 'parent', 'structure', 'chunks'])
    expect(Object.keys(JSON.parse(manifest).chunks)).toEqual([
      'cells/c0',
      'cells/c1',
      'rows',
      'rows/order',
      'rows/owner',
    ])
    expect(hash).toBe(native(new TextEncoder().encode(manifest)))
    expect(seal(sampleEdition(), native)).toEqual({ manifest, hash, room, chunks })
    expect(room).toBe(roomName('t', 1, hash))
    expect(tableOfRoom(room)).toBe('t')
    expect(hash).toBe('caa2c9b1ed3d6374fd8d0410f145487852682a2a942016439b258c566d1b9e71')
  })

  test('[DOC-4] opened again it reads and seals the same', () => {
    const sealed = seal(sampleEdition())
    const opened = openEdition(sealed.manifest, hash => sealed.chunks.get(hash)!, portableHash)
    expect(opened).toEqual(sampleEdition())
    expect(seal(opened).hash).toBe(sealed.hash)
  })

  test('[DOC-4] a damaged chunk is told from a whole one', () => {
    const sealed = seal(sampleEdition())
    const damaged = () => new TextEncoder().encode('["r0","r1","r2","rX"]')
    expect(() => openEdition(sealed.manifest, damaged, portableHash)).toThrow('damaged')
  })

  test('[DOC-4] seq and parent are part of the identity: edit, fold, undo, fold gives no old room', () => {
    const first = sampleEdition()
    const second = fold(first, [cell('r0:c0', 'x')], seal(first).hash)
    const third = fold(second, [cell('r0:c0', 'a')], seal(second).hash)
    expect(JSON.parse(seal(third).manifest).chunks).toEqual(JSON.parse(seal(first).manifest).chunks)
    expect(seal(third).hash).not.toBe(seal(first).hash)
  })
})

describe('fold', () => {
  const next = (entries: Iterable<Entry>) => fold(sampleEdition(), entries, 'p')

  test('[DOC-5] new rows and columns come at the end, sorted; the order of entries does not matter', () => {
    const entries = [
      fact('n2:order', 'C'),
      fact('n10:order', 'D'),
      cell('n2:c0', 'x'),
      structure('k:order', 'Z'),
      cell('r0:k', 5),
      cell('r1:c0', null),
      structure('c1:title', null),
    ]
    const { pick } = createRandom(3)
    const shuffled = [...entries].sort(() => pick([-1, 1]))
    expect(seal(next(shuffled)).manifest).toBe(seal(next(entries)).manifest)
    expect(next(entries).rows).toEqual(['r0', 'r1', 'r2', 'r3', 'n10', 'n2'])
    expect([
      next(entries).cell('r1', 'c0'),
      next(entries).cell('n2', 'c0'),
      next(entries).cell('r0', 'k'),
      next(entries).structure.has('c1:title'),
    ]).toEqual([null, 'x', 5, false])
  })

  test('[DOC-6] unchanged columns are the same array, and are not sealed again', () => {
    const before = sampleEdition()
    const after = fold(before, [cell('r0:c0', 'x'), cell('r0:c1', 1)], seal(before).hash)
    expect(after.cells.get('c1')).toBe(before.cells.get('c1'))
    expect(before.cell('r0', 'c0')).toBe('a')
    expect(seal(after, portableHash, before).chunks.size).toBe(1)
    expect(seal(after, portableHash, before).hash).toBe(seal(after).hash)
  })

  test('[DOC-6] a column without values is left out', () => {
    const cleared = next(['r0', 'r1', 'r3'].map(row => cell(`${row}:c0`, null)))
    expect(Object.keys(JSON.parse(seal(cleared).manifest).chunks)).not.toContain('cells/c0')
  })

  test.each([[cell('gone:c0', 1)], [cell('r0:gone', 1)]])('[DOC-7] an orphan is refused: %j', orphan => {
    expect(() => next([orphan])).toThrow(OrphanEntry)
  })

  test('[DOC-7] a deleted row keeps its cells', () => {
    const deleted = next([fact('r0:deleted', true)])
    expect([deleted.rows.includes('r0'), deleted.cell('r0', 'c0')]).toEqual([true, 'a'])
  })
})

describe('structure', () => {
  test('[DOC-9] a broken fact is left out and never breaks the page', () => {
    const { table, columns } = structureOf([
      ['table:title', 7],
      ['table:phase', 'nonsense'],
      ['b:order', 'B'],
      ['b:title', '乙'],
      ['b:width', 'wide'],
      ['b:type', 'nonsense'],
      ['a:order', 'B'],
      ['c:order', 'A'],
      ['c:type', 'computed'],
      ['c:fills', 'owner'],
      ['d:order', 'D'],
      ['d:deleted', true],
      ['e:title', 'no order: no column'],
    ])
    expect(table).toEqual({ title: '', phase: 'drafting' })
    expect(columns.map(({ id, title, type, fills }) => [id, title, type, fills])).toEqual([
      ['c', 'c', 'computed', 'nobody'],
      ['a', 'a', 'text', 'planning'],
      ['b', '乙', 'text', 'planning'],
    ])
    expect(columns[2]?.width).toBeUndefined()
  })

  test('an edition reads null where there is nothing', () => {
    const edition: Edition = sampleEdition()
    expect([
      edition.cell('r0', 'zz'),
      edition.cell('zz', 'c0'),
      edition.rowFact('zz', 'order'),
      edition.read('structure', 'zz:title'),
    ]).toEqual([null, null, null, null])
  })
})
