import type { Account } from '../../../shared/accounts/account.ts'
import type { Scalar } from '../../../shared/core/scalar.ts'
import type { ImportAnswer, ImportedChange } from '../../../shared/protocol/api-import.ts'
import { ApiFailure } from '../../errors.ts'
import type { Language } from '../../messages/say.ts'
import type { LiveTable } from '../../sync/live-table.ts'
import { columnLetter } from '../column-letter.ts'
import { MARKS_SHEET } from '../import-marks.ts'
import { Pacer } from '../pacing.ts'
import type { FileReader } from '../reading/reader-thread.ts'
import type { SheetRow } from '../reading/sheet-cell.ts'
import type { SheetLimits } from '../reading/sheet-rows.ts'
import { type FoundHeader, findHeader } from './find-header.ts'
import { findRows, rowNames } from './find-rows.ts'
import { type KnownColumn, knownColumns } from './known-columns.ts'
import { type ReadMarks, readMarks } from './read-marks.ts'
import { type DiffContext, diffCell, type PlacedColumn } from './row-changes.ts'
import { SheetBody } from './sheet-body.ts'
import { Warnings } from './warnings.ts'

export interface TableImport {
  readonly reader: FileReader
  readonly table: Pick<LiveTable, 'id' | 'hash' | 'view' | 'calculation'>
  /** the slug */
  readonly name: string
  readonly account: Account
  readonly language: Language
  readonly departmentName: (id: string) => string | null
  /** what cells held at a moment (ms since 1970), for those that were changed since; null: too many to tell */
  cellsAt(moment: number): Promise<ReadonlyMap<string, Scalar> | null>
  readonly signal: AbortSignal
}

/** as many as one PATCH takes */
const MOST_CHANGES = 10_000
const MOST_UNMATCHED = 1_000
/** sheets that are looked into for the table */
const MOST_SHEETS = 8
const MARKS_LIMITS: SheetLimits = { cells: 10_000, characters: 1_000_000 }

/**
 * What the workbook says differently from the table. Nothing is written, and the event loop is given back all the time.
 * @throws Unreadable; ApiFailure file-of-other-table or file-without-table; the signal's reason when cancelled
 */
export async function importTable(job: TableImport): Promise<ImportAnswer> {
  const { reader, table, language, signal } = job
  const { view, calculation } = table
  const edition = table.hash
  const warnings = new Warnings()
  const pacer = new Pacer(signal)
  const marks = await marksOf(reader)
  const ownMarks = marks !== null && marks.table === table.id
  if (marks !== null && !ownMarks) {
    if (marks.name !== job.name) throw new ApiFailure('file-of-other-table')
    warnings.add('other-workspace')
  }
  const { columns } = view.structure
  const known = knownColumns(view.structure, marks)
  const limits = limitsFor(view.rows.length, columns.length)
  const { sheet, header } = await findSheet(reader, known, limits)
  const names = rowNames(columns)
  const places = new Map(
    header.columns.flatMap(({ column, sheetColumn }) => (column === null ? [] : [[column, sheetColumn] as const])),
  )
  const body = new SheetBody(header, places, names, ownMarks)
  for await (const rows of reader.rows(sheet, limits)) {
    signal.throwIfAborted()
    body.take(rows)
  }
  if (!body.rows.some(row => row.id !== null) && (names.name === null || !places.has(names.name.id)))
    throw new ApiFailure('file-without-table')

  const matches = findRows(body.rows, view, calculation, names)
  const exported = ownMarks && marks.exportedAt !== null ? await job.cellsAt(marks.exportedAt) : NOTHING
  if (exported === null) warnings.add('log-too-long')
  const context: DiffContext = {
    tableId: table.id,
    account: job.account,
    language,
    view,
    calculation,
    nameColumn: names.name?.id ?? null,
    departmentName: job.departmentName,
    atExport: (row, column) => exported?.get(`${row}:${column}`),
    warnings,
  }
  const placed: readonly PlacedColumn[] = columns.flatMap(column => {
    const sheetColumn = places.get(column.id)
    return sheetColumn === undefined ? [] : [{ column, sheetColumn }]
  })
  const changes: ImportedChange[] = []
  const unmatched: ImportAnswer['rows']['unmatched'] = []
  const matched = new Set<string>()
  let unchanged = 0
  for (const [at, file] of body.rows.entries()) {
    const match = matches[at]!
    if (match.row === null) {
      noteUnmatched(warnings, match.why, file.sheetRow)
      if (unmatched.length < MOST_UNMATCHED)
        unmatched.push({ sheetRow: file.sheetRow, name: file.name, why: match.why })
      else warnings.add('more-rows', {}, { most: MOST_UNMATCHED })
    } else {
      matched.add(match.row)
      if (match.moved) warnings.add('row-marks-moved', { sheetRow: file.sheetRow })
      for (const one of placed) {
        const outcome = diffCell(context, match.row, one, file)
        if (outcome === 'unchanged') unchanged++
        else if (outcome !== 'not-said') {
          if (changes.length < MOST_CHANGES) changes.push(outcome)
          else warnings.add('more-changes', {}, { most: MOST_CHANGES })
        }
      }
    }
    if (pacer.due) await pacer.rest()
  }
  noteColumns(
    warnings,
    header,
    columns.filter(({ id, hidden }) => !places.has(id) && hidden !== true && !calculation.isComputed(id)),
  )
  return {
    table: table.id,
    edition,
    sheet: reader.sheets[sheet]!.name,
    columns: header.columns.map(({ sheetColumn, title, column }) => ({
      sheetColumn: columnLetter(sheetColumn),
      title,
      column,
    })),
    rows: { matched: matched.size, unmatched, missing: view.rows.filter(row => !matched.has(row)) },
    changes,
    unchanged,
    warnings: warnings.told(language),
  }
}

const NOTHING: ReadonlyMap<string, Scalar> = new Map()

/** A file may hold a few times what the table does, and then some; what is far beyond is no file of this table. */
const limitsFor = (rows: number, columns: number): SheetLimits => ({
  cells: 100_000 + Math.min(3_000_000, 2 * rows * (columns + 1)),
  characters: 40_000_000,
})

async function marksOf(reader: FileReader): Promise<ReadMarks | null> {
  const sheet = reader.sheets.findIndex(({ name, visible }) => name === MARKS_SHEET && !visible)
  if (sheet === -1) return null
  const rows: SheetRow[] = []
  for await (const some of reader.rows(sheet, MARKS_LIMITS)) rows.push(...some)
  return readMarks(rows)
}

/** @throws ApiFailure file-without-table */
async function findSheet(
  reader: FileReader,
  known: readonly KnownColumn[],
  limits: SheetLimits,
): Promise<{ readonly sheet: number; readonly header: FoundHeader }> {
  let best: { sheet: number; header: FoundHeader } | null = null
  const visible = reader.sheets.flatMap((sheet, at) => (sheet.visible ? [at] : [])).slice(0, MOST_SHEETS)
  for (const sheet of visible) {
    for await (const rows of reader.rows(sheet, limits)) {
      const header = findHeader(rows, known)
      if (header !== null && header.score > (best?.header.score ?? 0)) best = { sheet, header }
      break // a header stands among the first rows
    }
  }
  if (best === null) throw new ApiFailure('file-without-table')
  return best
}

function noteUnmatched(warnings: Warnings, why: 'new' | 'ambiguous' | 'repeated', sheetRow: number): void {
  if (why === 'ambiguous') warnings.add('ambiguous-row', { sheetRow })
  if (why === 'repeated') warnings.add('repeated-row', { sheetRow })
}

function noteColumns(warnings: Warnings, header: FoundHeader, missing: readonly { readonly title: string }[]): void {
  for (const { ambiguous, sheetColumn, title } of header.columns)
    if (ambiguous) warnings.add('ambiguous-column', { sheetColumn }, { title: title.replaceAll('\n', ' ') })
  if (missing.length > 0)
    warnings.add('missing-column', {}, { titles: missing.map(({ title }) => title).join('、') }, missing.length)
}
