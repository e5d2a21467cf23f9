import type { TableStructure } from '../../tables/structure.ts'
import type { ErrorCode, FormulaError } from '../cell-value.ts'
import { type ErrorDetail, formulaError } from '../errors.ts'
import { findFunction } from '../functions/catalogue.ts'
import {
  type FunctionDefinition,
  leastArguments,
  mostArguments,
  type Parameter,
  parameterAt,
  usage,
} from '../functions/definition.ts'
import type { OtherTables } from '../workspace/other-tables.ts'
import type { Node } from './ast.ts'
import type { Bound } from './bound.ts'
import { columnFinder, type FindColumn, finderOf } from './column-names.ts'
import { isColumnExpression, isLifted } from './elementwise.ts'
import { foreignKey } from './foreign-key.ts'
import type { Span } from './token.ts'

interface Issue {
  readonly error: FormulaError
  readonly span: Span
  /** the whole column shows this error; otherwise it is a value that IFERROR may still catch */
  readonly fatal: boolean
}

interface Binding {
  readonly bound: Bound
  readonly issues: readonly Issue[]
}

/** Gives titles their columns and names their functions. What does not fit becomes an issue and an error node. */
export type Bind = (node: Node) => Binding

/** @param others left out: what is read of other tables is taken on trust */
export function binder(structure: TableStructure, others?: OtherTables): Bind {
  const find = columnFinder(structure)
  const order = structure.columns.map(column => column.id)
  return node => {
    const binding = new OneBinding(find, order, others)
    const bound = binding.bind(node, 'value')
    return { bound, issues: binding.issues }
  }
}

/** What the place where a node stands can take; array: inside an expression over whole columns. */
type Place = Parameter['takes'] | 'array'

class OneBinding {
  readonly issues: Issue[] = []
  readonly #find: FindColumn
  readonly #order: readonly string[]
  readonly #others: OtherTables | undefined

  constructor(find: FindColumn, order: readonly string[], others: OtherTables | undefined) {
    this.#find = find
    this.#order = order
    this.#others = others
  }

  bind(node: Node, place: Place): Bound {
    if (place === 'range' && isColumnExpression(node)) return { kind: 'array', each: this.bind(node, 'array') }
    const inner: Place = place === 'array' ? 'array' : 'value'
    switch (node.kind) {
      case 'number':
        return { kind: 'number', value: node.value }
      case 'text':
        return { kind: 'text', value: node.value }
      case 'truth':
        return { kind: 'truth', value: node.value }
      case 'missing':
        return { kind: 'missing' }
      case 'error':
        return { kind: 'error', error: formulaError(node.code, 'error-literal') }
      case 'name':
        return this.#name(node, node.name)
      case 'cell':
        return this.#column(node, node.title, columnId => ({ kind: 'cell', columnId }))
      case 'column':
        if (place === 'value') return this.#fail(node, '#VALUE!', 'column-as-value', { name: node.title })
        return this.#column(node, node.title, columnId => ({ kind: 'column', columnId }))
      case 'cells':
        return this.#cells(node, node.from, node.to, place)
      case 'foreign':
        return this.#foreign(node, place)
      case 'sign':
        return { kind: 'sign', sign: node.sign, operand: this.bind(node.operand, inner) }
      case 'percent':
        return { kind: 'percent', operand: this.bind(node.operand, inner) }
      case 'binary': {
        const left = this.bind(node.left, inner)
        return { kind: 'binary', operator: node.operator, left, right: this.bind(node.right, inner) }
      }
      case 'call':
        return this.#call(node, node.name, node.args, inner)
    }
  }

  #name(span: Span, name: string): Bound {
    const known = this.#find(name).kind !== 'unknown'
    return this.#fail(span, '#NAME?', known ? 'name-needs-brackets' : 'unknown-name', { name })
  }

  #column(span: Span, title: string, made: (columnId: string) => Bound): Bound {
    const found = this.#find(title)
    switch (found.kind) {
      case 'found':
        return made(found.columnId)
      case 'ambiguous':
        return this.#fail(span, '#REF!', 'ambiguous-column', { name: title, count: found.count })
      case 'unknown':
        return this.#fail(span, '#REF!', 'unknown-column', { name: title })
    }
  }

  /** A column of another table stands for its key: whoever evaluates the formula knows where that leads. */
  #foreign(node: Node & { kind: 'foreign' }, place: Place): Bound {
    const name = `${node.table}[${node.title}]`
    if (node.thisRow) return this.#fail(node, '#REF!', 'row-of-other-table', { name })
    if (place === 'value') return this.#fail(node, '#VALUE!', 'other-table-as-value', { name })
    if (this.#others === undefined) return { kind: 'column', columnId: foreignKey(node.table, node.title) }
    const found = this.#others.find(node.table)
    if (found.kind === 'ambiguous')
      return this.#fail(node, '#REF!', 'ambiguous-table', { name: node.table, count: found.count })
    if (found.kind === 'unknown') return this.#fail(node, '#REF!', 'unknown-table', { name: node.table })
    if (found.table.id === this.#others.own)
      return this.#column(node, node.title, columnId => ({ kind: 'column', columnId }))
    const column = finderOf(found.table.structure)(node.title)
    switch (column.kind) {
      case 'found':
        return { kind: 'column', columnId: foreignKey(found.table.id, column.columnId) }
      case 'ambiguous':
        return this.#fail(node, '#REF!', 'ambiguous-foreign-column', { name, count: column.count })
      case 'unknown':
        return this.#fail(node, '#REF!', 'unknown-foreign-column', { table: node.table, name: node.title })
    }
  }

  #cells(span: Span, from: string, to: string, place: Place): Bound {
    if (place === 'value' || place === 'array') return this.#fail(span, '#VALUE!', 'range-as-value')
    return this.#column(span, from, first =>
      this.#column(span, to, last => {
        const ends = [this.#order.indexOf(first), this.#order.indexOf(last)]
        return { kind: 'cells', columnIds: this.#order.slice(Math.min(...ends), Math.max(...ends) + 1) }
      }),
    )
  }

  #call(span: Span, name: string, args: readonly Node[], inner: Place): Bound {
    const definition = findFunction(name)
    if (definition === undefined) return this.#fail(span, '#NAME?', 'unknown-function', { name })
    const least = leastArguments(definition)
    const most = mostArguments(definition)
    const about = { name: definition.name, usage: usage(definition, 'zh') }
    if (args.length < least) return this.#fail(span, '#SYNTAX!', 'too-few-arguments', { ...about, least })
    if (args.length > most) return this.#fail(span, '#SYNTAX!', 'too-many-arguments', { ...about, most })
    const lifted = inner === 'array' && isLifted(definition)
    const bound = args.map((arg, index) => (lifted ? this.bind(arg, 'array') : this.#argument(definition, arg, index)))
    return { kind: 'call', definition, args: bound }
  }

  #argument(definition: FunctionDefinition, arg: Node, index: number): Bound {
    const parameter = parameterAt(definition, index)
    const place = parameter?.takes ?? 'value'
    const fits = place !== 'column' || arg.kind === 'column' || arg.kind === 'cells'
    if (fits || arg.kind === 'foreign') return this.bind(arg, place)
    const params = { name: definition.name, parameter: parameter?.name.zh ?? '' }
    return this.#fail(arg, '#VALUE!', 'needs-column', params)
  }

  #fail(
    span: Span,
    code: ErrorCode,
    detail: ErrorDetail,
    params?: Readonly<Record<string, string | number>>,
    fatal = true,
  ): Bound {
    const error = formulaError(code, detail, params)
    this.issues.push({ error, span: { start: span.start, end: span.end }, fatal })
    return { kind: 'error', error }
  }
}
