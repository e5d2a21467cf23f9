import { because } from './conclude.ts'
import type { Finding, ProofReason } from './finding.ts'
import { type ProofTable, plainName } from './proof-table.ts'
import type { RuleOf } from './table-proofs.ts'

const STATED = /共(\d{1,6})[个项条](?:指标|项目|任务)/
/** 主要污染物排放量下降的4项计为1个 */
const AS_ONE = /([^(),，;；。]+?)的?(\d{1,4})[个项](?:只)?(?:计|算)[为作]1[个项]/

/** 共32个指标 in the notes, against the rows. PROOF-23, 24 */
export function* proveNotes(table: ProofTable): Generator<Finding> {
  for (const note of (table.view.structure.table.notes ?? '').split('\n')) {
    const plain = plainName(note)
    const stated = STATED.exec(plain)
    if (!stated) continue
    const said = Number(stated[1])
    const rows = table.view.rows.length
    if (rows === said) {
      yield counted(stated[0], said, rows, [], 'plain')
      continue
    }
    const told = AS_ONE.exec(plain)
    const groups = groupsOf(table)
    const group = told && groups.find(({ name }) => plainName(name) === told[1])
    if (told && group && group.rows.length === Number(told[2]) && rows - group.rows.length + 1 === said) {
      yield counted(stated[0], said, rows, cellsOf(table, group), 'counted-as-one', group)
      continue
    }
    const guess = groups.find(({ rows: of }) => rows - of.length + 1 === said)
    yield guess
      ? counted(stated[0], said, rows, cellsOf(table, guess), 'maybe-counted-as-one', guess)
      : counted(stated[0], said, rows, [], 'count-off')
  }
}

/** Rows per category as a table's headings print them. PROOF-25 */
export function* proveCounts(table: ProofTable, { column, counts }: RuleOf<'count'>): Generator<Finding> {
  if (!table.has(column)) return
  const found = new Map<string, { first: string; count: number }>()
  for (const row of table.view.rows) {
    const word = plainName(table.words(row, column))
    const known = found.get(word)
    if (known) known.count++
    else found.set(word, { first: row, count: 1 })
  }
  for (const [word, said] of Object.entries(counts)) {
    const known = found.get(plainName(word))
    const cells = known ? [table.ref(known.first, column)] : []
    yield counted(word, said, known?.count ?? 0, cells, known?.count === said ? 'plain' : 'count-off')
  }
}

interface Group {
  readonly name: string
  readonly column: string
  readonly rows: readonly string[]
}

/** Rows that share words in a column of words other than the category and the name. */
function groupsOf(table: ProofTable): readonly Group[] {
  const columns = table.view.structure.columns.filter(
    ({ id, type, title }) => type === 'text' && id !== table.nameColumn && /分组|组|上级/.test(title),
  )
  return columns.flatMap(({ id }) => {
    const groups = new Map<string, string[]>()
    for (const row of table.view.rows) {
      const name = table.words(row, id)
      if (name === '') continue
      const rows = groups.get(name)
      if (rows) rows.push(row)
      else groups.set(name, [row])
    }
    return [...groups].flatMap(([name, rows]) => (rows.length > 1 ? [{ name, column: id, rows }] : []))
  })
}

const cellsOf = (table: ProofTable, { rows }: Group) =>
  rows.slice(0, 20).map(row => table.ref(row, table.nameColumn ?? ''))

function counted(
  subject: string,
  said: number,
  rows: number,
  cells: Finding['cells'],
  reason: ProofReason,
  group?: Group,
): Finding {
  const asOne = reason === 'counted-as-one'
  return {
    rule: 'count',
    status: reason === 'plain' || asOne ? 'agrees' : 'differs',
    subject,
    cells,
    published: String(said),
    recomputed: String(asOne && group ? rows - group.rows.length + 1 : rows),
    difference: asOne ? 0 : rows - said,
    unit: null,
    reason: because(reason, group ? { group: group.name, count: group.rows.length, rows } : {}),
  }
}
