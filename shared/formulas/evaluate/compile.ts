import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError, TOO_MUCH_WORK } from '../errors.ts'
import { type FunctionDefinition, parameterAt } from '../functions/definition.ts'
import { type Bound, boundChildren } from '../language/bound.ts'
import { isElementwise } from '../language/elementwise.ts'
import type { BinaryOperator } from '../language/token.ts'
import { add, divide, multiply, power, subtract } from './arithmetic.ts'
import type { Closure } from './closure.ts'
import { limited, toNumber, toText } from './coerce.ts'
import { ColumnExpression } from './column-expression.ts'
import type { ColumnReader } from './column-reader.ts'
import { compareValues, holds } from './compare.ts'
import type { Operand } from './operand.ts'

export type ReadColumn = (columnId: string) => ColumnReader

/** Turns a formula into closures once, so that a hundred thousand rows do not walk its tree. */
export function compile(node: Bound, read: ReadColumn): Closure {
  switch (node.kind) {
    case 'number':
    case 'text':
    case 'truth':
      return constant(node.value)
    case 'error':
      return constant(node.error)
    case 'missing':
      return constant(null)
    case 'cell': {
      const reader = read(node.columnId)
      return row => reader.at(row)
    }
    case 'column':
    case 'cells':
    case 'array':
      return constant(null) // never bound where a value is wanted
    case 'sign':
    case 'percent':
    case 'binary':
      return combine(node, part => compile(part, read))
    case 'call':
      return call(node.definition, node.args, read)
  }
}

type Combined = Extract<Bound, { kind: 'sign' | 'percent' | 'binary' }>

function combine(node: Combined, part: (node: Bound) => Closure): Closure {
  switch (node.kind) {
    case 'sign':
      return sign(node.sign, part(node.operand))
    case 'percent':
      return numeric(part(node.operand), n => n / 100)
    case 'binary':
      return binary(node.operator, part(node.left), part(node.right))
  }
}

/** `row`: of the columns of an expression; what does not differ between them is read in the row where the formula stands. */
function compileEach(node: Bound, read: ReadColumn, own: { row: number }): Closure {
  if (!isElementwise(node)) {
    const whole = compile(node, read)
    return () => whole(own.row)
  }
  const part = (inner: Bound) => compileEach(inner, read, own)
  switch (node.kind) {
    case 'column': {
      const reader = read(node.columnId)
      return row => reader.at(row)
    }
    case 'sign':
    case 'percent':
    case 'binary':
      return combine(node, part)
    case 'call': {
      const { run } = node.definition
      if (run.style === 'values') return overValues(run.of, node.args.map(part), run.seesErrors === true)
    }
  }
  return constant(null) // nothing else is elementwise
}

const constant =
  (value: CellValue): Closure =>
  () =>
    value

const sign = (which: '+' | '-', operand: Closure): Closure =>
  which === '+' ? operand : numeric(operand, n => (n === 0 ? 0 : -n))

const numeric =
  (operand: Closure, of: (n: number) => number): Closure =>
  row => {
    const n = toNumber(operand(row))
    return typeof n === 'number' ? of(n) : n
  }

function binary(operator: BinaryOperator, left: Closure, right: Closure): Closure {
  switch (operator) {
    case '+':
      return arithmetic(left, right, add)
    case '-':
      return arithmetic(left, right, subtract)
    case '*':
      return arithmetic(left, right, multiply)
    case '/':
      return arithmetic(left, right, divide)
    case '^':
      return arithmetic(left, right, power)
    case '&':
      return row => {
        const a = toText(left(row))
        if (typeof a !== 'string') return a
        const b = toText(right(row))
        return typeof b === 'string' ? limited(a + b) : b
      }
    case '=':
    case '<>':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return row => {
        const a = left(row)
        if (isError(a)) return a
        const b = right(row)
        return isError(b) ? b : holds(operator, compareValues(a, b))
      }
  }
}

function arithmetic(left: Closure, right: Closure, of: (a: number, b: number) => number | FormulaError): Closure {
  return row => {
    const a = left(row)
    const x = typeof a === 'number' ? a : toNumber(a)
    if (typeof x !== 'number') return x
    const b = right(row)
    const y = typeof b === 'number' ? b : toNumber(b)
    return typeof y === 'number' ? of(x, y) : y
  }
}

function call(definition: FunctionDefinition, args: readonly Bound[], read: ReadColumn): Closure {
  const { run } = definition
  switch (run.style) {
    case 'values':
      return overValues(
        run.of,
        args.map(arg => compile(arg, read)),
        run.seesErrors === true,
      )
    case 'lazy': {
      const closures = args.map(arg => compile(arg, read))
      return row => run.of(closures, row)
    }
    case 'ranges':
      return overRanges(definition, run, args, read)
  }
}

function overValues(of: (...args: CellValue[]) => CellValue, args: readonly Closure[], seesErrors: boolean): Closure {
  const [first, second] = args
  if (args.length === 1 && first !== undefined)
    return row => {
      const a = first(row)
      return !seesErrors && isError(a) ? a : of(a)
    }
  if (args.length === 2 && first !== undefined && second !== undefined)
    return row => {
      const a = first(row)
      if (!seesErrors && isError(a)) return a
      const b = second(row)
      return !seesErrors && isError(b) ? b : of(a, b)
    }
  return row => {
    const values: CellValue[] = []
    for (const arg of args) {
      const value = arg(row)
      if (!seesErrors && isError(value)) return value
      values.push(value)
    }
    return of(...values)
  }
}

function overRanges(
  definition: FunctionDefinition,
  { of, along }: Extract<FunctionDefinition['run'], { style: 'ranges' }>,
  args: readonly Bound[],
  read: ReadColumn,
): Closure {
  // what stands in place of a column and is none is an error, whatever the function would make of it
  for (const [index, arg] of args.entries())
    if (arg.kind === 'error' && parameterAt(definition, index)?.takes === 'column') return constant(arg.error)
  const own = { row: 0 }
  const operands = args.map(arg => operand(arg, read, own))
  const moving = args.flatMap((arg, index) => (arg.kind === 'array' && readsOwnRow(arg) ? [operands[index]!] : []))
  if (along === undefined && !args.some(readsOwnRow))
    return once(row => of(operands, row), args.flatMap(columnsIn).map(read))
  if (moving.length === 0) return row => of(operands, row)
  const asking = args.flatMap(rowColumnsIn).map(read)
  const steps = args.reduce((sum, arg) => sum + (arg.kind === 'array' ? sizeOf(arg) : 0), 0)
  return row => {
    own.row = row
    for (const operand of moving) {
      if (operand.shape !== 'column') continue
      // each row goes through all the others: bounded by what the whole column would cost
      const rows = Math.max(operand.reader.size, ...asking.map(({ size }) => size))
      if (operand.reader.size * rows * steps > MOST_STEPS) return TOO_MUCH_WORK
      if (operand.reader instanceof ColumnExpression) operand.reader.moved()
    }
    return of(operands, row)
  }
}

/** What reads no row of its own is the same in every row: it is worked out once, until a column that it reads changes. */
function once(closure: Closure, columns: readonly ColumnReader[]): Closure {
  const [first, ...others] = new Set(columns)
  let known = -1
  let value: CellValue = null
  return row => {
    let version = first === undefined ? 0 : first.version
    for (const column of others) version += column.version
    if (version !== known) {
      value = closure(row)
      known = version
    }
    return value
  }
}

/** Some seconds' work for a column as a whole; a condition over 4,000 rows of two columns is within it. */
const MOST_STEPS = 2e8

const readsOwnRow = (node: Bound): boolean =>
  node.kind === 'cell' || node.kind === 'cells' || goesAlongRows(node) || boundChildren(node).some(readsOwnRow)

const goesAlongRows = (node: Bound): boolean =>
  node.kind === 'call' && node.definition.run.style === 'ranges' && node.definition.run.along !== undefined

const sizeOf = (node: Bound): number => boundChildren(node).reduce((sum, child) => sum + sizeOf(child), 1)

function columnsIn(node: Bound): readonly string[] {
  return node.kind === 'column' ? [node.columnId] : boundChildren(node).flatMap(columnsIn)
}

function rowColumnsIn(node: Bound): readonly string[] {
  if (node.kind === 'cell') return [node.columnId]
  return node.kind === 'cells' ? node.columnIds : boundChildren(node).flatMap(rowColumnsIn)
}

/** Those in its row as well. */
function columnsRead(node: Bound): readonly string[] {
  if (node.kind === 'cell' || node.kind === 'column') return [node.columnId]
  return node.kind === 'cells' ? node.columnIds : boundChildren(node).flatMap(columnsRead)
}

/** The arguments of a function over ranges, for whoever reads no row of its own in an expression. */
export const operandsOf = (args: readonly Bound[], read: ReadColumn): readonly Operand[] => {
  const own = { row: 0 }
  return args.map(arg => operand(arg, read, own))
}

function operand(node: Bound, read: ReadColumn, own: { row: number }): Operand {
  if (node.kind === 'array') {
    const columns = [...new Set(columnsIn(node))].map(read)
    return { shape: 'column', reader: new ColumnExpression(compileEach(node.each, read, own), columns) }
  }
  if (node.kind === 'column') return { shape: 'column', reader: read(node.columnId) }
  if (node.kind === 'cells') return { shape: 'cells', readers: node.columnIds.map(read) }
  if (node.kind === 'cell') return { shape: 'cells', readers: [read(node.columnId)] }
  return { shape: 'value', of: compile(node, read), reads: columnsRead(node).map(read) }
}
