import type { Column } from '../../tables/structure.ts'
import type { CellValue } from '../cell-value.ts'
import type { Bound } from '../language/bound.ts'
import type { BinaryOperator } from '../language/token.ts'
import { plainErrorCode } from './error-code.ts'
import type { ExcelCall, ExcelRows } from './excel-call.ts'
import { NotExpressible } from './not-expressible.ts'

/** Where columns stand in the exported sheet. */
export interface ExcelContext {
  /** the cell of this row: `E5` */
  cell(columnId: string): string
  /** the whole column: `$E$5:$E$36` */
  column(columnId: string): string
  /** what the cell of this row holds now */
  value(columnId: string): CellValue
  /** of the row in which the formula stands; left out, functions over rows under rows are not expressible */
  readonly rows?: ExcelRows
}

export interface Printing {
  readonly context: ExcelContext
  readonly column: (columnId: string) => Column | undefined
}

/** Rounds a result as the column says; `gives` tells whether it may be something else than a number. */
export type Wrap = ExcelCall['wrap']
const asIs: Wrap = expression => expression

/** Excel refuses longer formulas. */
const MOST_CHARACTERS = 8192

/** A formula in plain Excel; `wrap` is applied where its result arises, so inside the branches of IF. */
export function printExcel(node: Bound, printing: Printing, wrap: Wrap = asIs): string {
  const text = printNode(node, printing, wrap)
  if (text.length > MOST_CHARACTERS) throw new NotExpressible('too long for Excel')
  return text
}

function printNode(node: Bound, printing: Printing, wrap: Wrap): string {
  switch (node.kind) {
    case 'number':
      return wrap(numberLiteral(node.value), 'number')
    case 'text':
      return `"${node.value.replaceAll('"', '""')}"`
    case 'truth':
      return node.value ? 'TRUE' : 'FALSE'
    case 'error':
      return plainErrorCode(node.error.code)
    case 'missing':
      return ''
    case 'cell':
      return wrap(printing.context.cell(node.columnId), 'any')
    case 'column':
      return printing.context.column(node.columnId)
    case 'cells':
      return `${printing.context.cell(node.columnIds[0]!)}:${printing.context.cell(node.columnIds.at(-1)!)}`
    case 'array':
      return printNode(node.each, printing, asIs)
    case 'sign': {
      const operand = atomOf(node.operand, printing)
      return node.sign === '+' ? wrap(`+${operand}`, 'any') : wrap(`-${operand}`, 'number')
    }
    case 'percent':
      return wrap(`${atomOf(node.operand, printing)}%`, 'number')
    case 'binary': {
      const expression = `${atomOf(node.left, printing)}${node.operator}${atomOf(node.right, printing)}`
      return wrap(expression, givenBy(node.operator))
    }
    case 'call': {
      const call = new PrintedCall(node.args, printing, wrap)
      if (node.definition.toExcel !== undefined) {
        const text = spread(node, node.definition.toExcel(call))
        return node.definition.gives === 'number' ? wrap(text, 'number') : text
      }
      return wrap(spread(node, `${node.definition.name}(${call.args.join(',')})`), node.definition.gives)
    }
  }
}

/**
 * Excel goes through whole columns only inside SUMPRODUCT, unless the formula is entered as an array: the call moves in.
 */
function spread({ definition, args }: Extract<Bound, { kind: 'call' }>, text: string): string {
  if (!args.some(arg => arg.kind === 'array') || definition.name === 'SUMPRODUCT') return text
  switch (definition.gives) {
    case 'number':
      return `SUMPRODUCT(${text})`
    case 'truth':
      return `(SUMPRODUCT(${text}*1)=1)`
    case 'text':
    case 'any':
      throw new NotExpressible('a text over whole columns')
  }
}

function givenBy(operator: BinaryOperator): 'number' | 'text' | 'truth' {
  if (operator === '&') return 'text'
  return '+-*/^'.includes(operator) ? 'number' : 'truth'
}

const numberLiteral = (n: number): string => String(n).toUpperCase()

/** Parentheses wherever the operand is compound: Excel's precedence is ours, but nobody should have to check. */
function atomOf(node: Bound, printing: Printing): string {
  const text = printExcel(node, printing)
  return isCompound(node) ? `(${text})` : text
}

const isCompound = ({ kind }: Bound): boolean => kind === 'binary' || kind === 'sign' || kind === 'percent'

class PrintedCall implements ExcelCall {
  readonly nodes: readonly Bound[]
  readonly wrap: Wrap
  readonly #printing: Printing
  readonly #printed: string[] = []

  constructor(nodes: readonly Bound[], printing: Printing, wrap: Wrap) {
    this.nodes = nodes
    this.wrap = wrap
    this.#printing = printing
  }

  get rows(): ExcelRows | undefined {
    return this.#printing.context.rows
  }

  get args(): readonly string[] {
    return this.nodes.map((_, index) => this.arg(index))
  }

  arg(index: number): string {
    return (this.#printed[index] ??= printExcel(this.nodes[index]!, this.#printing))
  }

  atom(index: number): string {
    return isCompound(this.nodes[index]!) ? `(${this.arg(index)})` : this.arg(index)
  }

  leaf(index: number): string {
    return printExcel(this.nodes[index]!, this.#printing, this.wrap)
  }

  fallible(index: number): boolean {
    const node = this.nodes[index]
    if (node === undefined || node.kind === 'number' || node.kind === 'text' || node.kind === 'truth') return false
    return node.kind !== 'cell' || this.#printing.column(node.columnId)?.type === 'computed'
  }

  known(index: number): CellValue | undefined {
    const node = this.nodes[index]
    if (node === undefined) return undefined
    if (node.kind === 'cell') return this.#printing.context.value(node.columnId)
    return node.kind === 'number' || node.kind === 'text' || node.kind === 'truth' ? node.value : undefined
  }
}
