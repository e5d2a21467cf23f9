import type { CellValue } from '../../shared/formulas/cell-value.ts'
import { encodeFrame, type Linked } from '../../shared/protocol/frames.ts'

/** Results that came in one frame, and what may be believed since. */
export interface ArrivedResults {
  /** everything before it is void */
  readonly whole: boolean
  /** rows that were answered, by column */
  readonly rows: ReadonlyMap<string, ReadonlySet<string>>
  /** columns of which every row is up to date */
  readonly done: ReadonlySet<string>
}

/** The results of a table's linked columns as the server sent them. It outlives connections: what is the same is not sent again. */
export class LinkedResults {
  readonly #send: (frame: Uint8Array) => void
  readonly #results = new Map<string, Map<string, CellValue>>()
  readonly #listeners = new Set<(arrived: ArrivedResults) => void>()
  #version: string | null = null

  constructor(send: (frame: Uint8Array) => void) {
    this.#send = send
  }

  /** undefined: none has come yet */
  value(row: string, column: string): CellValue | undefined {
    return this.#results.get(column)?.get(row)
  }

  has(column: string): boolean {
    return this.#results.has(column)
  }

  /** the column has no results any more */
  forget(column: string): void {
    this.#results.delete(column)
  }

  /** Tells the server that results are wanted, and how far one has come. Asked again, the server says what is up to date. */
  ask(): void {
    this.#send(encodeFrame({ type: 'linked-ask', ask: { have: this.#version } }))
  }

  receive({ version, whole, columns }: Linked): void {
    if (whole) this.#results.clear()
    const rows = new Map<string, Set<string>>()
    const done = new Set<string>()
    for (const column of columns) {
      let results = this.#results.get(column.id)
      if (results === undefined) this.#results.set(column.id, (results = new Map()))
      const answered = rows.get(column.id) ?? new Set<string>()
      rows.set(column.id, answered)
      for (const [row, value] of column.cells) {
        results.set(row, value)
        answered.add(row)
      }
      if (column.done) done.add(column.id)
    }
    // between the frames of one version nothing may be taken up again: what is there is neither the old state nor the new one
    this.#version = version
    for (const listener of this.#listeners) listener({ whole, rows, done })
  }

  subscribe(listener: (arrived: ArrivedResults) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
