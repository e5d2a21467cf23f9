import { useTranslation } from 'react-i18next'
import type { CellRef } from '../../shared/document/table-view.ts'
import { shownColumns } from '../grid/column-tree.ts'
import type { GridCommand } from '../grid/commands/grid-command.ts'
import type { Peer, Sheet } from '../grid/sheet.ts'
import type { Translate } from '../grid/words.ts'
import { best, type PaletteItem } from './palette-item.ts'
import { usePaletteSource } from './palette-state.ts'

interface TableParts {
  /** all rows of the table, whatever a view leaves out */
  readonly sheet: Sheet
  readonly cell: CellRef | null
  readonly commands: () => readonly GridCommand[]
  /** what the page around the grid can do */
  readonly own: readonly {
    readonly id: string
    readonly label: string
    readonly keys?: string
    readonly run: () => void
  }[]
  readonly select: (cell: CellRef) => void
}

/** Pinyin of so many rows is looked up while one types. */
const MOST_BY_LETTERS = 20_000

/** What an open table offers: its rows and columns, who is in it, and what can be done. */
export function useTableSource({ sheet, cell, commands, own, select }: TableParts): void {
  const { t } = useTranslation('palette')
  const { t: common } = useTranslation()
  const translate = common as unknown as Translate
  usePaletteSource((typed, byLetters, limit) => {
    const { rows, structure } = sheet.view
    const columns = shownColumns(structure.columns)
    const lead = columns.find(({ type }) => type === 'text') ?? columns[0]
    if (!lead) return []
    const nameOf = (row: string) => sheet.text(row, lead.id)
    const column = cell?.column ?? lead.id
    const goToRow = (row: string) => () => select({ row, column })
    const place = placeOf(typed, rows.length)
    const named = rows.length <= MOST_BY_LETTERS ? byLetters : undefined
    const could = [
      ...commands()
        .filter(command => command.enabled())
        .map(({ id, label, keys, run }) => ({ id, label: translate(label), keys, run })),
      ...own,
    ]
    const numberOf = (row: string) => t('row-number', { number: rows.indexOf(row) + 1 })
    return [
      ...(place === null
        ? []
        : [
            {
              id: 'place',
              group: 'place' as const,
              label: t('go-to-row', { number: place + 1 }),
              hint: nameOf(rows[place]!),
              run: goToRow(rows[place]!),
            },
          ]),
      ...(typed === '' ? own.slice(0, 4) : best(could, ({ label }) => label, typed, limit, byLetters)).map(
        ({ id, label, keys, run }): PaletteItem => ({ id, group: 'command', label, ...(keys ? { keys } : {}), run }),
      ),
      ...best(columns, ({ title, group }) => [title, ...(group ?? [])].join(' '), typed, limit, byLetters).map(
        ({ id, title, unit }): PaletteItem => ({
          id: `column-${id}`,
          group: 'column',
          label: title.replaceAll('\n', ''),
          ...(unit ? { hint: unit } : {}),
          run() {
            const row = cell?.row ?? rows[0]
            if (row !== undefined) select({ row, column: id })
          },
        }),
      ),
      ...(typed === '' ? [] : best(rows, nameOf, typed, limit, named)).map(
        (row): PaletteItem => ({
          id: `row-${row}`,
          group: 'row',
          label: nameOf(row),
          hint: numberOf(row),
          run: goToRow(row),
        }),
      ),
      ...best(
        sheet.peers.filter(peer => peer.cell !== null),
        ({ name, departmentName }) => `${name} ${departmentName ?? ''}`,
        typed,
        limit,
        byLetters,
      ).map(personItem(select)),
    ]
  })
}

const personItem =
  (select: (cell: CellRef) => void) =>
  (peer: Peer): PaletteItem => ({
    id: `person-${peer.key}`,
    group: 'person',
    label: peer.name,
    ...(peer.departmentName ? { hint: peer.departmentName } : {}),
    run() {
      if (peer.cell) select(peer.cell)
    },
  })

/** The index of a row that was asked for by its number; null where none was. */
export function placeOf(typed: string, rows: number): number | null {
  const found = /^(?:第|[A-Za-z]{1,3})?\s*(\d{1,7})\s*行?$/.exec(typed)
  const number = found ? Number(found[1]) : 0
  return number >= 1 && number <= rows ? number - 1 : null
}
