import type { CellValue } from '../cell-value.ts'
import type { Bound } from '../language/bound.ts'
import { power } from './arithmetic.ts'
import { type Loop, minus, over, pairwise, plus, times } from './arithmetic-loops.ts'
import type { Closure } from './closure.ts'
import type { ColumnReader } from './column-reader.ts'
import { BLOCK } from './column-store.ts'
import { type Comparison, compareNumbers, holds } from './compare.ts'
import type { Operand } from './operand.ts'

/**
 * A formula over plain numbers, many rows at once. Where a row's value is no number (a blank, words, an error, a figure with a
 * qualifier) it gives NaN, which no cell holds, and the closure of the same formula says what is true there. So a kernel may leave out
 * whatever it likes, but never be wrong.
 */
export interface Kernel {
  /** into `out` from its beginning, for the rows `from` to `to`: at most a block */
  fill(out: Float64Array, from: number, to: number): void
  /** the same number in every row */
  readonly constant?: number
}

export interface KernelParts {
  readonly read: (columnId: string) => ColumnReader
  /** what the closures make of the same node */
  readonly compile: (node: Bound) => Closure
  readonly operands: (args: readonly Bound[]) => readonly Operand[]
}

/**
 * @param blank what a blank operand counts as: 0 in arithmetic, NaN where blank is not the same as 0
 * @returns null where nothing would be gained
 */
export function kernelOf(node: Bound, parts: KernelParts, blank: number): Kernel | null {
  switch (node.kind) {
    case 'number':
      return constant(node.value)
    case 'cell':
      return cells(parts.read(node.columnId), blank)
    case 'sign': {
      const operand = kernelOf(node.operand, parts, 0)
      return operand && node.sign === '-' ? mapped(operand, negated) : null
    }
    case 'percent': {
      const operand = kernelOf(node.operand, parts, 0)
      return operand && mapped(operand, hundredth)
    }
    case 'binary': {
      const loop = ARITHMETIC[node.operator]
      return loop ? combined(operandKernel(node.left, parts), operandKernel(node.right, parts), loop) : null
    }
    case 'call':
      return callKernel(node, parts, blank)
    case 'text':
    case 'truth':
    case 'error':
    case 'missing':
    case 'column':
    case 'cells':
    case 'array':
      return null
  }
}

const ARITHMETIC: Readonly<Record<string, Loop | undefined>> = {
  '+': plus,
  '-': minus,
  '*': times,
  '/': over,
  '^': (out, others, count) => pairwise(out, others, count, power),
}

/** What has no kernel of its own is asked row by row. */
const operandKernel = (node: Bound, parts: KernelParts): Kernel =>
  kernelOf(node, parts, 0) ?? rowByRow(parts.compile(node), 0)

function callKernel(node: Extract<Bound, { kind: 'call' }>, parts: KernelParts, blank: number): Kernel | null {
  const { run, name } = node.definition
  if (name === 'IF') return choice(node.args, parts, blank)
  if (run.style === 'ranges') return run.many?.(parts.operands(node.args)) ?? null
  if (run.style !== 'values' || run.seesErrors === true) return null
  const [first, second, ...rest] = node.args
  if (first === undefined || rest.length > 0) return null
  const left = kernelOf(first, parts, Number.NaN)
  if (left === null) return null
  const { of } = run
  if (second === undefined) return mapped(left, a => of(a))
  const right = kernelOf(second, parts, Number.NaN)
  return right && combined(left, right, (out, others, count) => pairwise(out, others, count, of))
}

/** IF with both cases, each of them plain arithmetic: what it does not choose costs little and can do no harm. */
function choice(args: readonly Bound[], parts: KernelParts, blank: number): Kernel | null {
  const [condition, then, otherwise] = args
  if (condition === undefined || then === undefined || otherwise === undefined) return null
  if (!isPlain(condition) || !isPlain(then) || !isPlain(otherwise)) return null
  const test = truthKernel(condition, parts)
  const yes = kernelOf(then, parts, blank)
  const no = kernelOf(otherwise, parts, blank)
  if (test === null || yes === null || no === null) return null
  const [truths, others] = [new Float64Array(BLOCK), new Float64Array(BLOCK)]
  return {
    fill(out, from, to) {
      test.fill(truths, from, to)
      yes.fill(out, from, to)
      no.fill(others, from, to)
      for (let at = 0; at < to - from; at++) {
        const truth = truths[at]!
        if (truth !== 1) out[at] = truth === 0 ? others[at]! : Number.NaN
      }
    },
  }
}

/** Nothing in it but figures of the same row: no text, no whole column, no search. */
function isPlain(node: Bound): boolean {
  switch (node.kind) {
    case 'number':
    case 'cell':
      return true
    case 'sign':
    case 'percent':
      return isPlain(node.operand)
    case 'binary':
      return node.operator !== '&' && isPlain(node.left) && isPlain(node.right)
    case 'call':
      return (node.definition.run.style === 'values' || node.definition.name === 'IF') && node.args.every(isPlain)
    default:
      return false
  }
}

/** 1 and 0 */
function truthKernel(node: Bound, parts: KernelParts): Kernel | null {
  if (node.kind !== 'binary' || node.operator in ARITHMETIC) {
    const number = kernelOf(node, parts, 0)
    return number && mapped(number, n => (n !== 0 ? 1 : 0))
  }
  const operator = node.operator as Comparison
  const left = kernelOf(node.left, parts, 0)
  const right = kernelOf(node.right, parts, 0)
  const truth = (a: number, b: number) => (holds(operator, compareNumbers(a, b)) ? 1 : 0)
  return left && right && combined(left, right, (out, others, count) => pairwise(out, others, count, truth))
}

const constant = (value: number): Kernel => ({
  constant: value,
  fill: (out, from, to) => void out.fill(value, 0, to - from),
})

const cells = (reader: ColumnReader, blank: number): Kernel | null =>
  reader.numbersInto === undefined ? null : { fill: (out, from, to) => reader.numbersInto!(out, from, to, blank) }

const rowByRow = (closure: Closure, blank: number): Kernel => ({
  fill(out, from, to) {
    for (let row = from; row < to; row++) {
      const value = closure(row)
      out[row - from] = typeof value === 'number' ? value : value === null ? blank : Number.NaN
    }
  },
})

const numberOrNaN = (value: CellValue): number => (typeof value === 'number' ? value : Number.NaN)
const negated = (n: number) => (n === 0 ? 0 : -n)
const hundredth = (n: number) => n / 100

const mapped = (operand: Kernel, of: (n: number) => CellValue): Kernel => ({
  fill(out, from, to) {
    operand.fill(out, from, to)
    for (let at = 0; at < to - from; at++) {
      const n = out[at]!
      if (!Number.isNaN(n)) out[at] = numberOrNaN(of(n))
    }
  },
})

function combined(left: Kernel, right: Kernel, loop: Loop): Kernel {
  const others = new Float64Array(BLOCK)
  const { constant: second } = right
  if (second !== undefined) others.fill(second)
  return {
    fill(out, from, to) {
      left.fill(out, from, to)
      if (second === undefined) right.fill(others, from, to)
      loop(out, others, to - from)
    },
  }
}
