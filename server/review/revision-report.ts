import type { Scalar } from '../../shared/core/scalar.ts'
import type { ReviewAnswer, ReviewedChange } from '../../shared/protocol/api-review.ts'
import { differenceText } from '../../shared/review/difference-text.ts'
import type { Column } from '../../shared/tables/structure.ts'
import { NOTE_STYLE, TableStyles, TITLE_STYLE } from '../excel/form-styles.ts'
import { lineCount } from '../excel/line-count.ts'
import { sheetName } from '../excel/safe-text.ts'
import { type CellStyle, openWorkbook, type SheetValue } from '../excel/workbook-port.ts'
import { type Language, say } from '../messages/say.ts'
import type { MessageKey } from '../messages/zh-CN.ts'

export interface RevisionReport {
  readonly review: ReviewAnswer
  readonly columns: readonly Column[]
  readonly departmentName: (id: string) => string
  readonly language: Language
  readonly printedAt: Date
}

const COLUMNS = [
  { key: 'number', width: 44, role: 'figure' },
  { key: 'department', width: 96, role: 'figure' },
  { key: 'indicator', width: 210, role: 'words' },
  { key: 'column', width: 110, role: 'figure' },
  { key: 'before', width: 96, role: 'figure' },
  { key: 'after', width: 96, role: 'figure' },
  { key: 'difference', width: 140, role: 'words' },
  { key: 'reason', width: 170, role: 'words' },
  { key: 'opinion', width: 150, role: 'words' },
  { key: 'decision', width: 76, role: 'figure' },
] as const

const LINE = 14
const LEAST = 21
const HEADS = 3

/** 修订对照表: every change since the baseline with its reason, the reviewer's opinion and the decision, for A4 landscape. */
export async function revisionReport(report: RevisionReport): Promise<Uint8Array> {
  const { review, language, printedAt } = report
  const word = (key: string, params?: Readonly<Record<string, string | number>>) =>
    say(language, `report.${key}` as MessageKey, params)
  const workbook = openWorkbook({ createdAt: printedAt, creator: word('creator') })
  const sheet = workbook.sheet({
    name: sheetName(word('title'), word('title')),
    columns: COLUMNS.map(column => ({ width: column.width, hidden: false })),
    freeze: { rows: HEADS, columns: 3 },
    page: {
      titleRows: { from: HEADS, to: HEADS },
      onOnePage: false,
      footer: word('pages'),
      margins: { left: 0.5, right: 0.5, top: 0.7, bottom: 0.7 },
    },
  })
  const styles = new TableStyles({ outline: 'medium', headFill: null })
  const across = (text: string, style: CellStyle, height: number) =>
    sheet.row([{ value: text, style }, ...COLUMNS.slice(1).map(() => ({ value: null, style }))], height)
  const { baseline } = review.base
  across(`${review.title} ${word('title')}`, TITLE_STYLE, 30)
  across(
    baseline === null
      ? word('against-first')
      : word('against', {
          number: baseline.number,
          title: baseline.title,
          document: baseline.document,
          dated: baseline.dated,
          hash: review.base.hash,
        }),
    NOTE_STYLE,
    18,
  )
  const last = review.changes.length - 1
  const place = (row: number, at: number) => ({
    top: row < 0,
    bottom: row === last,
    left: at === 0,
    right: at === COLUMNS.length - 1,
  })
  sheet.row(
    COLUMNS.map(({ key }, at) => ({ value: word(key), style: styles.picker('head', place(-1, at))() })),
    26,
  )
  review.changes.forEach((change, row) => {
    const values = valuesOf(change, row, report, word)
    const lines = COLUMNS.map(({ width: room }, at) => lineCount(String(values[at] ?? ''), room, 10.5))
    sheet.row(
      COLUMNS.map(({ role }, at) => ({ value: values[at]!, style: styles.picker(role, place(row, at))() })),
      Math.max(LEAST, Math.max(...lines) * LINE + 7),
    )
  })
  for (const row of [1, 2]) sheet.merge({ top: row, left: 1, bottom: row, right: COLUMNS.length })
  sheet.printArea({ top: 1, left: 1, bottom: HEADS + review.changes.length, right: COLUMNS.length })
  sheet.close()
  return await workbook.finish()
}

function valuesOf(
  change: ReviewedChange,
  row: number,
  { columns, departmentName, language }: RevisionReport,
  word: (key: string) => string,
): readonly SheetValue[] {
  const decision = change.events.findLast(({ kind }) => kind === 'accept' || kind === 'return' || kind === 'propose')
  const title = columns.find(({ id }) => id === change.column)?.title ?? change.column
  const words = change.events.filter(event => event.words !== '').map(event => `${event.accountName}：${event.words}`)
  return [
    row + 1,
    change.owner === null ? '' : departmentName(change.owner),
    change.rowName,
    title.replaceAll('\n', ''),
    shown(change.before, word('blank')),
    shown(change.after, word('blank')),
    differenceText(change.differences, (key, params) => say(language, `review.${key}` as MessageKey, params)),
    change.reason ?? '',
    words.join('\n'),
    `${word(`state-${change.state}`)}${decision ? `\n${decision.accountName}` : ''}`,
  ]
}

/** Numbers as numbers, everything else as it was typed. */
const shown = (value: Scalar, blank: string): SheetValue => (value === null || value === '' ? blank : value)
