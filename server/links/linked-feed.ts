import type { CellValue } from '../../shared/formulas/cell-value.ts'
import { linkedColumns } from '../../shared/formulas/language/foreign-names.ts'
import { encodeFrame, type Linked } from '../../shared/protocol/frames.ts'
import { Pacer } from '../excel/pacing.ts'
import type { LinkableTable, Moved, TableLinks } from './table-links.ts'

/** What asks for results. */
export interface Asker {
  send(frame: Uint8Array): void
}

/** What has to be calculated again in a column. `rows` are those that somebody may be waiting for. */
interface Dirt {
  all: boolean
  readonly rows: Set<string>
}

type Results = Map<string, CellValue>

/** So many cells go into one frame: a long column neither fills the memory with its text nor holds the others up. */
const MOST_CELLS = 4_000

/**
 * The results of a table's linked columns for everybody who has it open: calculated here, in turns, and sent where they changed. It
 * holds what was sent last, so that a change of a cell elsewhere is a frame of a few bytes.
 */
export class LinkedFeed {
  readonly #table: LinkableTable
  readonly #links: TableLinks
  readonly #epoch: string
  readonly #onError: (error: unknown) => void
  /** those that have what was sent last */
  readonly #synced = new Set<Asker>()
  /** those to whom everything must be sent */
  readonly #fresh = new Set<Asker>()
  readonly #results = new Map<string, Results>()
  #dirt = new Map<string, Dirt>()
  #version = 0
  #running = false
  #stopped = false

  /** @param epoch tells this feed's versions from those of an earlier one */
  constructor(table: LinkableTable, links: TableLinks, epoch: string, onError: (error: unknown) => void) {
    this.#table = table
    this.#links = links
    this.#epoch = epoch
    this.#onError = onError
    for (const column of linkedColumns(table.view.structure).keys()) this.#soil(column, true)
  }

  get askers(): number {
    return this.#synced.size + this.#fresh.size
  }

  ask(asker: Asker, have: string | null): void {
    if (have !== null && have === this.#name && !this.#fresh.has(asker)) {
      this.#synced.add(asker)
      // what moved without a result to show for it is answered as well
      this.#send([asker], { version: have, whole: false, columns: this.#columns().map(id => this.#part(id, [])) })
    } else {
      this.#synced.delete(asker)
      this.#fresh.add(asker)
    }
    this.#run()
  }

  leave(asker: Asker): void {
    this.#synced.delete(asker)
    this.#fresh.delete(asker)
  }

  stop(): void {
    this.#stopped = true
  }

  moved({ cells, columns }: Moved): void {
    const linked = linkedColumns(this.#table.view.structure)
    for (const column of this.#results.keys()) if (!linked.has(column)) this.#results.delete(column)
    for (const column of columns) if (linked.has(column)) this.#soil(column, true)
    for (const { row, column } of cells) if (linked.has(column)) this.#soil(column, false).rows.add(row)
    if (this.#dirt.size > 0) this.#run()
  }

  get #name(): string {
    return `${this.#epoch}-${this.#version}`
  }

  #columns(): readonly string[] {
    return [...linkedColumns(this.#table.view.structure).keys()]
  }

  #soil(column: string, all: boolean): Dirt {
    let dirt = this.#dirt.get(column)
    if (dirt === undefined) this.#dirt.set(column, (dirt = { all: false, rows: new Set() }))
    dirt.all ||= all
    return dirt
  }

  // ---- the loop: one thing at a time ---------------------------------------------------------------------------------

  #run(): void {
    if (this.#running || this.#stopped) return
    this.#running = true
    void this.#work()
      .catch(error => {
        for (const column of this.#columns()) this.#soil(column, true)
        this.#onError(error)
      })
      .finally(() => {
        this.#running = false
      })
  }

  async #work(): Promise<void> {
    // what one turn of commits moves is one frame
    await new Promise(resolve => setImmediate(resolve))
    while (!this.#stopped && (this.#dirt.size > 0 || this.#fresh.size > 0)) {
      if (this.#dirt.size > 0) await this.#calculate()
      if (this.#fresh.size > 0) await this.#greet()
    }
  }

  async #calculate(): Promise<void> {
    const pacer = new Pacer(undefined)
    await this.#links.settle(this.#table)
    for (const reader of this.#links.readersOf(this.#table))
      for (let row = 0; row < reader.size; row++) {
        reader.at(row)
        if (pacer.due) await pacer.rest()
      }
    const work = this.#dirt
    this.#dirt = new Map()
    const news: [column: string, cells: [string, CellValue][]][] = []
    for (const [column, dirt] of work) {
      if (!linkedColumns(this.#table.view.structure).has(column)) continue
      news.push([column, await this.#calculateColumn(column, dirt, pacer)])
      if (this.#stopped) return
    }
    this.#publish(news)
  }

  async #calculateColumn(column: string, { all, rows }: Dirt, pacer: Pacer): Promise<[string, CellValue][]> {
    const { view, calculation } = this.#table
    const before = this.#results.get(column) ?? new Map()
    const results: Results = all ? new Map() : before
    const news: [string, CellValue][] = []
    for (const row of all ? view.rows : rows) {
      if (view.rowIndex(row) < 0) continue
      const value = calculation.value(row, column)
      if (rows.has(row) || !before.has(row) || !isSame(before.get(row)!, value)) news.push([row, value])
      results.set(row, value)
      if (pacer.due) await pacer.rest()
    }
    // the column may have stopped being one of these meanwhile
    if (linkedColumns(view.structure).has(column)) this.#results.set(column, results)
    return news
  }

  /** Sends what has changed to those who have the rest. A row that moved again since is left for the next time. */
  #publish(news: readonly (readonly [column: string, cells: readonly [string, CellValue][]])[]): void {
    this.#version++
    const parts = news.flatMap(([column, cells]) => {
      const again = this.#dirt.get(column)?.rows
      const results = this.#results.get(column)
      const still = again === undefined ? cells : cells.filter(([row]) => !again.has(row))
      // it was not sent, so nobody has it
      if (again !== undefined) for (const row of again) results?.delete(row)
      return slices(still).map(slice => this.#part(column, slice))
    })
    parts.forEach((part, at) => {
      const last = at === parts.length - 1
      this.#send(this.#synced, {
        version: last ? this.#name : null,
        whole: false,
        columns: [last ? part : { ...part, done: false }],
      })
    })
    if (parts.length > 1) {
      const done = this.#columns().map(id => this.#part(id, []))
      this.#send(this.#synced, { version: this.#name, whole: false, columns: done })
    }
  }

  /** Everything there is, for those who have nothing. What moves meanwhile waits until they have it. */
  async #greet(): Promise<void> {
    const askers = [...this.#fresh]
    this.#send(askers, { version: null, whole: true, columns: [] })
    for (const column of this.#columns())
      for (const slice of slices([...(this.#results.get(column) ?? [])])) {
        this.#send(askers, { version: null, whole: false, columns: [{ ...this.#part(column, slice), done: false }] })
        await new Promise(resolve => setImmediate(resolve))
      }
    const staying = askers.filter(asker => this.#fresh.delete(asker))
    for (const asker of staying) this.#synced.add(asker)
    this.#send(staying, {
      version: this.#name,
      whole: false,
      columns: this.#columns().map(id => this.#part(id, [])),
    })
  }

  #part(id: string, cells: readonly [string, CellValue][]): Linked['columns'][number] {
    return { id, done: this.#results.has(id) && !this.#dirt.has(id), cells: [...cells] }
  }

  #send(askers: Iterable<Asker>, linked: Linked): void {
    const frame = encodeFrame({ type: 'linked', linked })
    for (const asker of askers) asker.send(frame)
  }
}

function slices<T>(cells: readonly T[]): readonly (readonly T[])[] {
  if (cells.length <= MOST_CELLS) return [cells]
  return Array.from({ length: Math.ceil(cells.length / MOST_CELLS) }, (_, at) =>
    cells.slice(at * MOST_CELLS, (at + 1) * MOST_CELLS),
  )
}

function isSame(a: CellValue, b: CellValue): boolean {
  if (a === b) return true
  return typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b)
}
