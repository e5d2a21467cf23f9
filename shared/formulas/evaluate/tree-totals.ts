import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError } from '../errors.ts'
import { numberIn } from './coerce.ts'
import type { ColumnReader } from './column-reader.ts'
import { equalityKey } from './compare.ts'
import { derivation } from './derived.ts'
import { type OwnReader, sumsBelow } from './sums-below.ts'
import { RunningTally } from './tally.ts'

type Total = number | FormulaError

class Adding {
  readonly #tally = new RunningTally()
  #error: FormulaError | null = null

  add(figure: CellValue): void {
    const number = numberIn(figure)
    if (number !== null) this.#tally.addNumber(number)
    else if (isError(figure)) this.#error ??= figure
  }

  get total(): Total {
    return this.#error ?? this.#tally.sum
  }
}

/** All rows together, none twice: those that stand under nobody and are not 其中. */
export const grandTotal: (reader: ColumnReader) => Total = derivation(reader => {
  if (!(reader as OwnReader).tree().has) {
    const { error, sum } = reader.tally()
    return error ?? sum
  }
  const sums = sumsBelow(reader)
  const adding = new Adding()
  for (const row of sums.tops()) adding.add(sums.figure(row))
  return adding.total
})

type Key = ReturnType<typeof equalityKey>

interface Grouped {
  readonly version: number
  readonly totals: ReadonlyMap<Key, Adding>
}

const groupedBy = derivation(() => new WeakMap<ColumnReader, Grouped>())

/** The same by what a category column holds in those rows; null where no such row holds it. */
export function categoryTotal(figures: ColumnReader, categories: ColumnReader, key: Key): Total | null {
  const kept = groupedBy(figures)
  let grouped = kept.get(categories)
  if (grouped?.version !== categories.version) {
    const totals = new Map<Key, Adding>()
    const sums = sumsBelow(figures)
    for (const row of sums.tops()) {
      const of = equalityKey(categories.at(row))
      let adding = totals.get(of)
      if (adding === undefined) totals.set(of, (adding = new Adding()))
      adding.add(sums.figure(row))
    }
    grouped = { version: categories.version, totals }
    kept.set(categories, grouped)
  }
  return grouped.totals.get(key)?.total ?? null
}
