import type { Prepare } from './engine.ts'
import { type Computed, type Figures, FORMULAS } from './figures-table.ts'

/** The limit: what somebody would write for these ten columns and nothing else. No errors, no blanks, no words, no rounding dust. */
class ByHand {
  readonly columns: Readonly<Record<Computed, Float64Array>>
  readonly #figures: Figures
  readonly #priceAt: ReadonlyMap<number, number>
  #sorted: Float64Array
  #sum = 0

  constructor(figures: Figures) {
    this.#figures = figures
    this.#priceAt = new Map(Array.from(figures.code, (code, row) => [code, figures.price[row]!]))
    this.columns = Object.fromEntries(FORMULAS.map(([id]) => [id, new Float64Array(figures.plan.length)])) as Record<
      Computed,
      Float64Array
    >
    this.#sorted = figures.done.slice().sort()
    for (const done of figures.done) this.#sum += done
    for (let row = 0; row < figures.plan.length; row++) this.#own(row)
    this.#all()
  }

  /** One figure is another: its row, the shares and the ranks of all. */
  edit(row: number, done: number): void {
    const before = this.#figures.done[row]!
    this.#figures.done[row] = done
    this.#sum += done - before
    const at = this.#below(before)
    this.#sorted.copyWithin(at, at + 1)
    this.#sorted[this.#sorted.length - 1] = Number.POSITIVE_INFINITY
    const to = this.#below(done)
    this.#sorted.copyWithin(to + 1, to, this.#sorted.length - 1)
    this.#sorted[to] = done
    this.#own(row)
    this.#all()
  }

  /** A plan figure is another: nothing but its row. */
  editPlan(row: number, plan: number): void {
    this.#figures.plan[row] = plan
    this.#own(row)
  }

  #own(row: number): void {
    const { plan, done, years, key } = this.#figures
    const c = this.columns
    const [p, d] = [plan[row]!, done[row]!]
    c.rate[row] = (d / p) * 100
    c.gap[row] = d - p
    c.weighted[row] = d * 1.08 + p / 2 - 3
    c.over[row] = d >= p ? d - p : 0
    c.growth[row] = ((d / p) ** (1 / years[row]!) - 1) * 100
    c.rounded[row] = Math.round(c.rate[row]! * 100) / 100
    c.price[row] = this.#priceAt.get(key[row]!)!
    c.amount[row] = d * c.price[row]!
  }

  #all(): void {
    const { done } = this.#figures
    const { share, rank } = this.columns
    for (let row = 0; row < done.length; row++) {
      share[row] = (done[row]! / this.#sum) * 100
      rank[row] = this.#sorted.length - this.#upTo(done[row]!) + 1
    }
  }

  #below(n: number): number {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#sorted[middle]! < n) low = middle + 1
      else high = middle
    }
    return low
  }

  #upTo(n: number): number {
    let [low, high] = [0, this.#sorted.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#sorted[middle]! <= n) low = middle + 1
      else high = middle
    }
    return low
  }
}

export const byHand: Prepare = async figures => () => {
  const hand = new ByHand(figures)
  return {
    column: id => hand.columns[id],
    edit: (column, row, value) => (column === 'plan' ? hand.editPlan(row, value) : hand.edit(row, value)),
    read: () => {},
  }
}
