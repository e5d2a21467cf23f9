import type { CellValue, FormulaError } from '../cell-value.ts'
import { isError } from '../errors.ts'
import type { FunctionDefinition } from '../functions/definition.ts'
import type { Bound } from '../language/bound.ts'
import type { BinaryOperator } from '../language/token.ts'
import { add, divide, multiply, power, subtract } from './arithmetic.ts'
import type { Closure } from './closure.ts'
import { limited, toNumber, toText } from './coerce.ts'
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
      return constant(null) // never bound where a value is wanted
    case 'sign':
      return sign(node.sign, compile(node.operand, read))
    case 'percent':
      return numeric(compile(node.operand, read), n => n / 100)
    case 'binary':
      return binary(node.operator, compile(node.left, read), compile(node.right, read))
    case 'call':
      return call(node.definition, node.args, read)
  }
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
    case 'ranges': {
      const operands = args.map(arg => operand(arg, read))
      return row => run.of(operands, row)
    }
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

function operand(node: Bound, read: ReadColumn): Operand {
  if (node.kind === 'column') return { shape: 'column', reader: read(node.columnId) }
  if (node.kind === 'cells') return { shape: 'cells', readers: node.columnIds.map(read) }
  if (node.kind === 'cell') return { shape: 'cells', readers: [read(node.columnId)] }
  return { shape: 'value', of: compile(node, read) }
}
