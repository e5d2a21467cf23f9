/** A second evaluator, written from the rules alone: it walks the tree for every cell, keeps nothing and shares no code. */

export type Value = number | string | boolean | null | { readonly error: string }
export type Row = Readonly<Record<string, Value>>

export type Tree =
  | { readonly kind: 'constant'; readonly value: number | string | boolean }
  | { readonly kind: 'cell'; readonly column: string }
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'negative'; readonly of: Tree }
  | { readonly kind: 'operation'; readonly operator: string; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Tree[] }

export function written(tree: Tree): string {
  switch (tree.kind) {
    case 'constant':
      return typeof tree.value === 'string' ? `"${tree.value}"` : String(tree.value).toUpperCase()
    case 'cell':
      return `[@${tree.column}]`
    case 'column':
      return `[${tree.column}]`
    case 'negative':
      return `(-${written(tree.of)})`
    case 'operation':
      return `(${written(tree.left)}${tree.operator}${written(tree.right)})`
    case 'call':
      return `${tree.name}(${tree.args.map(written).join(',')})`
  }
}

const failed = (value: Value): value is { readonly error: string } => typeof value === 'object' && value !== null
const error = (code: string): Value => ({ error: code })

function number(value: Value): number | { readonly error: string } {
  if (failed(value)) return value
  if (typeof value === 'string') return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : { error: '#VALUE!' }
  return Number(value ?? 0)
}

/** 15 digits, as a cell shows them. */
const text = (value: Value): string =>
  typeof value === 'number'
    ? String(Number(value.toPrecision(15)))
    : typeof value === 'boolean'
      ? String(value).toUpperCase()
      : String(value ?? '')

const DUST = 2 ** -48
const near = (a: number, b: number): boolean =>
  a === b ||
  (!(Number.isInteger(a) && Number.isInteger(b)) && Math.abs(a - b) < Math.min(Math.abs(a), Math.abs(b)) * DUST)

function compare(a: Value, b: Value): number {
  if (a === null) return b === null ? 0 : compare(typeof b === 'number' ? 0 : typeof b === 'string' ? '' : false, b)
  if (b === null) return -compare(b, a)
  const kind = (v: Value) => (typeof v === 'number' ? 0 : typeof v === 'string' ? 1 : 2)
  if (kind(a) !== kind(b)) return kind(a) - kind(b)
  if (typeof a === 'number' && typeof b === 'number') return near(a, b) ? 0 : a - b
  const [left, right] = [text(a).toLowerCase(), text(b).toLowerCase()]
  return left < right ? -1 : left > right ? 1 : 0
}

/** Where a row hangs: the number of its parent in `rows`, and whether it is 其中. */
export interface Hanging {
  readonly parent: number | null
  readonly ofWhich: boolean
}

export class Naive {
  readonly #rows: readonly Row[]
  readonly #hanging: readonly Hanging[]
  readonly #formulas: ReadonlyMap<string, Tree>

  constructor(rows: readonly Row[], formulas: ReadonlyMap<string, Tree>, hanging: readonly Hanging[] = []) {
    this.#rows = rows
    this.#hanging = hanging
    this.#formulas = formulas
  }

  cell(row: number, column: string): Value {
    const formula = this.#formulas.get(column)
    return formula === undefined ? (this.#rows[row]![column] ?? null) : (this.evaluate(formula, row, row) ?? 0)
  }

  /** `own`: where the formula stands; `at`: which cell of whole columns is meant */
  evaluate(tree: Tree, own: number, at: number): Value {
    switch (tree.kind) {
      case 'constant':
        return tree.value
      case 'cell':
        return this.cell(own, tree.column)
      case 'column':
        return this.cell(at, tree.column)
      case 'negative': {
        const n = number(this.evaluate(tree.of, own, at))
        return typeof n === 'number' ? 0 - n : n
      }
      case 'operation':
        return operate(tree.operator, this.evaluate(tree.left, own, at), this.evaluate(tree.right, own, at))
      case 'call':
        return this.#call(tree.name, tree.args, own, at)
    }
  }

  #parent(row: number): number | null {
    return this.#hanging[row]?.parent ?? null
  }

  /** numbers of the rows under a row that are added up; under nobody: null */
  #counted(parent: number | null): number[] {
    return this.#rows.flatMap((_, at) => (this.#parent(at) === parent && !this.#hanging[at]?.ofWhich ? [at] : []))
  }

  #hasChildren(row: number): boolean {
    return this.#rows.some((_, at) => this.#parent(at) === row)
  }

  #figure(row: number, column: string): Value {
    const own = this.cell(row, column)
    return own === null && this.#hasChildren(row) ? this.#sum(this.#counted(row), column) : own
  }

  #sum(rows: readonly number[], column: string): Value {
    return total(rows.map(row => this.#figure(row, column)))
  }

  #all(tree: Tree, own: number): Value[] {
    return this.#rows.map((_, at) => this.evaluate(tree, own, at))
  }

  #call(name: string, args: readonly Tree[], own: number, at: number): Value {
    const value = (index: number) => this.evaluate(args[index]!, own, at)
    const column = (index: number) => this.#all(args[index]!, own)
    const named = (index: number) => (args[index] as Tree & { kind: 'column' }).column
    const parent = this.#parent(own)
    switch (name) {
      case 'IF': {
        const condition = value(0)
        if (failed(condition)) return condition
        // a text is a condition where it spells a truth, as in Excel
        const spelled = typeof condition === 'string' ? condition.toUpperCase() : null
        if (spelled !== null && spelled !== 'TRUE' && spelled !== 'FALSE') return error('#VALUE!')
        return (spelled === null ? condition : spelled === 'TRUE') ? value(1) : value(2)
      }
      case 'IFERROR':
        return failed(value(0)) ? value(1) : value(0)
      case 'ROUND': {
        const n = number(value(0))
        if (typeof n !== 'number') return n
        const [digits = '', exponent = '0'] = String(Number(Math.abs(n).toPrecision(15))).split('e')
        const rounded = Number(`${Math.round(Number(`${digits}e${Number(exponent) + 1}`))}e-1`)
        return n < 0 ? 0 - rounded : rounded
      }
      case '下级合计':
        return this.#hasChildren(own) ? this.#sum(this.#counted(own), named(0)) : ''
      case '上级':
        return parent === null ? '' : this.cell(parent, named(0))
      case '占上级': {
        if (parent === null) return ''
        const [part, whole] = [this.cell(own, named(0)), this.cell(parent, named(0))]
        if (failed(part)) return part
        if (failed(whole)) return whole
        if (typeof part !== 'number' || typeof whole !== 'number') return ''
        return whole === 0 ? error('#DIV/0!') : (part / whole) * 100
      }
      case '小计': {
        const category = this.cell(own, named(0))
        if (failed(category)) return category
        if (category === null || category === '') return ''
        const tops = this.#counted(null).filter(row => {
          const other = this.cell(row, named(0))
          return other !== null && !failed(other) && same(other, category)
        })
        return this.#sum(tops, named(1))
      }
      case '总计':
        return this.#sum(this.#counted(null), named(0))
      case 'COUNTIF':
        return column(0).filter(cell => meets(cell, value(1))).length
      case 'SUMIFS': {
        const cells = column(0).filter((_, row) => meets(column(1)[row]!, value(2)) && meets(column(3)[row]!, value(4)))
        return total(cells)
      }
      case 'RANK': {
        const n = number(value(0))
        if (typeof n !== 'number') return n
        const broken = column(1).find(failed)
        if (broken !== undefined) return broken
        const others = column(1).filter(cell => typeof cell === 'number')
        return others.includes(n) ? 1 + others.filter(other => other > n).length : error('#N/A')
      }
      case 'XLOOKUP': {
        const wanted = value(0)
        if (failed(wanted)) return wanted
        const found = column(1).findIndex(cell => cell !== null && !failed(cell) && same(cell, wanted ?? 0))
        return found < 0 ? value(3) : column(2)[found]!
      }
      case 'SUMPRODUCT': {
        const [first, second] = [column(0), column(1)]
        let sum = 0
        for (const [row, a] of first.entries()) {
          const b = second[row]!
          if (failed(a)) return a
          if (failed(b)) return b
          sum += (typeof a === 'number' ? a : 0) * (typeof b === 'number' ? b : 0)
        }
        return sum
      }
      default:
        return aggregate(name, column(0), args[1] === undefined ? 0 : Number(value(1)))
    }
  }
}

function operate(operator: string, left: Value, right: Value): Value {
  if (failed(left)) return left
  if (operator === '&') return failed(right) ? right : text(left) + text(right)
  if ('=<>'.includes(operator[0]!)) {
    if (failed(right)) return right
    const order = compare(left, right)
    if (operator === '=') return order === 0
    if (operator === '<>') return order !== 0
    if (operator === '<') return order < 0
    return operator === '>=' ? order >= 0 : order > 0
  }
  const a = number(left)
  if (typeof a !== 'number') return a
  const b = number(right)
  if (typeof b !== 'number') return b
  if (operator === '*') return a * b
  if (operator === '/') return b === 0 ? error('#DIV/0!') : a / b
  const sum = operator === '+' ? a + b : a - b
  return Math.abs(sum) < Math.abs(a) * DUST ? 0 : sum
}

const same = (a: Value, b: Value): boolean => typeof a === typeof b && text(a).toLowerCase() === text(b).toLowerCase()

function meets(cell: Value, criterion: Value): boolean {
  if (failed(cell)) return false
  const [, operator = '=', operand = ''] = /^(>=|<|>|)(.*)$/.exec(text(criterion))!
  if (operator === '' || operator === '=') {
    const wanted = /^-?[\d.]+$/.test(operand) ? Number(operand) : operand
    return cell !== null && same(cell, wanted)
  }
  if (typeof cell !== 'number') return false
  const order = compare(cell, Number(operand))
  return operator === '<' ? order < 0 : operator === '>' ? order > 0 : order >= 0
}

function total(cells: readonly Value[]): Value {
  return cells.find(failed) ?? cells.reduce((sum: number, cell) => sum + (typeof cell === 'number' ? cell : 0), 0)
}

function aggregate(name: string, cells: readonly Value[], place: number): Value {
  if (name === 'COUNTA') return cells.filter(cell => cell !== null).length
  const numbers = cells.filter(cell => typeof cell === 'number').sort((a, b) => a - b)
  if (name === 'COUNT') return numbers.length
  const broken = cells.find(failed)
  if (broken !== undefined) return broken
  const sum = numbers.reduce((a, b) => a + b, 0)
  switch (name) {
    case 'SUM':
      return sum
    case 'AVERAGE':
      return numbers.length === 0 ? error('#DIV/0!') : sum / numbers.length
    case 'MIN':
      return numbers[0] ?? 0
    case 'MAX':
      return numbers.at(-1) ?? 0
    case 'MEDIAN': {
      const { length } = numbers
      if (length === 0) return error('#NUM!')
      return (numbers[Math.floor((length - 1) / 2)]! + numbers[Math.ceil((length - 1) / 2)]!) / 2
    }
    case 'LARGE':
      return numbers.at(-place) ?? error('#NUM!')
    default:
      throw new Error(name)
  }
}
