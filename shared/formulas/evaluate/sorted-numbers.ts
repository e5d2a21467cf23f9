/** Ascending numbers with room to spare, so that one number comes or goes without another array. */
export class SortedNumbers {
  #numbers: Float64Array
  length: number

  /** @param numbers in any order; they become the list's own */
  constructor(numbers: Float64Array) {
    this.#numbers = numbers.sort()
    this.length = numbers.length
  }

  at(index: number): number {
    return this.#numbers[index]!
  }

  /** how many are below `n`, or not above it */
  countBelow(n: number, orEqual: boolean): number {
    const numbers = this.#numbers
    let low = 0
    let high = this.length
    while (low < high) {
      const middle = (low + high) >> 1
      const at = numbers[middle]!
      if (at < n || (orEqual && at === n)) low = middle + 1
      else high = middle
    }
    return low
  }

  add(n: number): void {
    const at = this.countBelow(n, true)
    if (this.length === this.#numbers.length) {
      const wider = new Float64Array(this.length + 64 + (this.length >> 4))
      wider.set(this.#numbers)
      this.#numbers = wider
    }
    this.#numbers.copyWithin(at + 1, at, this.length)
    this.#numbers[at] = n
    this.length++
  }

  /** @returns false where there is no such number */
  remove(n: number): boolean {
    const at = this.countBelow(n, false)
    if (at >= this.length || this.#numbers[at] !== n) return false
    this.#numbers.copyWithin(at, at + 1, this.length)
    this.length--
    return true
  }

  /** a view; not to be written to, and not to be kept */
  get numbers(): Float64Array {
    return this.#numbers.subarray(0, this.length)
  }
}
