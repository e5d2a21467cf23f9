import type { TableView } from '../../shared/document/table-view.ts'
import type { Calculation } from '../../shared/formulas/calculation.ts'
import type { ColumnReader } from '../../shared/formulas/evaluate/column-reader.ts'
import type { ExportJob } from './export-job.ts'
import type { IssuedAs, Locale } from './form-labels.ts'
import { writeGridForm } from './grid-form.ts'
import type { TableMark } from './import-marks.ts'
import type { ExportForm } from './layout.ts'
import { liveFormulas } from './live-formulas.ts'
import { writeOfficialForm } from './official-form.ts'
import { Pacer } from './pacing.ts'
import { takeSnapshot } from './snapshot.ts'
import { copySources, writeSources } from './source-sheet.ts'
import { openWorkbook } from './workbook-port.ts'

export interface TableExport {
  readonly view: TableView
  readonly calculation: Calculation
  /** official: the form that is printed and filed; grid: the form to work on in Excel */
  readonly form: ExportForm
  readonly table: { readonly name: string; readonly title: string }
  readonly locale: Locale
  readonly printedAt: Date
  /** for the owner column; without it, and where it answers null, the department's id stands there */
  readonly departmentName?: (id: string) => string | null
  /** the workbook carries the ids by which its edits are found again when it is imported; without it, it does not */
  readonly origin?: { readonly table: string; readonly edition: string }
  /** columns of other tables that go along, so that formulas over them stay live, by their names in the formulas */
  readonly sources?: ReadonlyMap<string, ColumnReader>
  /** the view is that of an issued version: the workbook says which, and by what it can be checked */
  readonly issued?: IssuedAs
  readonly signal?: AbortSignal
}

/**
 * The table as an xlsx file, as it stood at one moment, whatever is edited meanwhile.
 * The event loop is given back every few milliseconds.
 * @throws the signal's reason when cancelled
 */
export async function exportTable(request: TableExport): Promise<Uint8Array> {
  const { view, calculation, signal } = request
  signal?.throwIfAborted()
  const pacer = new Pacer(signal)
  let sources = copySources(new Map())
  const snapshot = await takeSnapshot(view, calculation, pacer, () => {
    sources = copySources(request.sources ?? new Map())
  })
  const workbook = openWorkbook({ createdAt: request.printedAt, creator: '统筹' })
  const job: ExportJob = {
    snapshot,
    table: request.table,
    locale: request.locale,
    printedAt: request.printedAt,
    pacer,
    mark: markOf(request),
    issued: request.issued ?? null,
    departmentName: request.departmentName ?? (() => null),
    formulas: place => liveFormulas(snapshot, calculation, place, sources),
  }
  try {
    await write(job, request.form, workbook)
    await writeSources(workbook, sources, pacer)
    return await workbook.finish()
  } catch (error) {
    workbook.abandon()
    throw error
  }
}

const markOf = ({ origin, table, printedAt }: TableExport): TableMark | null =>
  origin === undefined
    ? null
    : { id: origin.table, name: table.name, edition: origin.edition, exportedAt: printedAt.getTime() }

function write(job: ExportJob, form: ExportForm, workbook: ReturnType<typeof openWorkbook>): Promise<void> {
  switch (form) {
    case 'official':
      return writeOfficialForm(workbook, job)
    case 'grid':
      return writeGridForm(workbook, job)
  }
}
