import type { CellValue } from '../cell-value.ts'
import type { Closure } from '../evaluate/closure.ts'
import type { Kernel } from '../evaluate/kernel.ts'
import type { Operand } from '../evaluate/operand.ts'
import type { ExcelCall } from '../excel/excel-call.ts'

export interface Wording {
  readonly zh: string
  readonly en: string
}

export interface Parameter {
  readonly name: Wording
  /** value: one value; range: a value, `[@列1]:[@列2]` or `[列]`; column: only `[列]` or neighbouring cells */
  readonly takes: 'value' | 'range' | 'column'
  readonly optional: boolean
}

/**
 * How a function comes to its value.
 * - `values`: gets its arguments' values; an error among them is the result, unless it asks to see errors
 * - `lazy`: evaluates only the arguments it needs (IF, IFERROR)
 * - `ranges`: gets operands that it walks over
 */
export type Run =
  | { readonly style: 'values'; readonly seesErrors?: boolean; readonly of: (...args: CellValue[]) => CellValue }
  | { readonly style: 'lazy'; readonly of: (args: readonly Closure[], row: number) => CellValue }
  | {
      readonly style: 'ranges'
      readonly of: (args: readonly Operand[], row: number) => CellValue
      /** the same for many rows at once, where the arguments are such that it pays */
      readonly many?: ((args: readonly Operand[]) => Kernel | null) | undefined
      /**
       * The answer differs from row to row though it is given whole columns, for it goes by the tree of rows.
       * below, above: it reads no more of them than the rows below this one, or than this one and its parent
       */
      readonly along?: 'below' | 'above' | 'tree'
    }

export type Category =
  | 'planning'
  | 'rows'
  | 'aggregate'
  | 'statistics'
  | 'math'
  | 'logic'
  | 'information'
  | 'text'
  | 'date'
  | 'lookup'

/** A function as data: what help and completion show, how it runs, and what it is in plain Excel. */
export interface FunctionDefinition {
  readonly name: string
  readonly aliases: readonly string[]
  readonly category: Category
  readonly parameters: readonly Parameter[]
  /** so many of the last parameters may be repeated together */
  readonly repeats: number
  readonly explains: Wording
  /** a call as one would write it, without `=`; columns are those of an ordinary indicator table */
  readonly example: string
  /** number: always a number or an error, so that the export may round it without asking */
  readonly gives: 'number' | 'text' | 'truth' | 'any'
  readonly run: Run
  /** the call in plain Excel; undefined: the same name with the same arguments */
  readonly toExcel?: (call: ExcelCall) => string
}

const wording = (zh: string, en: string): Wording => ({ zh, en })

export const value = (zh: string, en: string): Parameter => ({ name: wording(zh, en), takes: 'value', optional: false })
export const range = (zh: string, en: string): Parameter => ({ name: wording(zh, en), takes: 'range', optional: false })
export const column = (zh: string, en: string): Parameter => ({
  name: wording(zh, en),
  takes: 'column',
  optional: false,
})
export const optional = (parameter: Parameter): Parameter => ({ ...parameter, optional: true })

type Rest = Pick<FunctionDefinition, 'example' | 'aliases'> & Partial<Pick<FunctionDefinition, 'repeats' | 'toExcel'>>

/** Builds the definitions of one category: `define('SUM', 'number', [...], run, zh, en, { example, aliases, ... })`. */
export const definer =
  (category: Category) =>
  (
    name: string,
    gives: FunctionDefinition['gives'],
    parameters: readonly Parameter[],
    run: Run,
    zh: string,
    en: string,
    rest: Rest,
  ): FunctionDefinition => ({
    name,
    category,
    gives,
    parameters,
    run,
    explains: wording(zh, en),
    example: rest.example,
    aliases: rest.aliases,
    repeats: rest.repeats ?? 0,
    ...(rest.toExcel === undefined ? {} : { toExcel: rest.toExcel }),
  })

export const values = (of: (...args: CellValue[]) => CellValue): Run => ({ style: 'values', of })
export const seeingErrors = (of: (...args: CellValue[]) => CellValue): Run => ({
  style: 'values',
  seesErrors: true,
  of,
})
export const lazy = (of: (args: readonly Closure[], row: number) => CellValue): Run => ({ style: 'lazy', of })
export const ranges = (
  of: (args: readonly Operand[], row: number) => CellValue,
  many?: (args: readonly Operand[]) => Kernel | null,
): Run => ({ style: 'ranges', of, many })

/** A function over whole columns that goes by the tree of rows; see `Run`. */
export const alongRows = (
  along: 'below' | 'above' | 'tree',
  of: (args: readonly Operand[], row: number) => CellValue,
): Run => ({ style: 'ranges', of, along })

export const leastArguments = (definition: FunctionDefinition): number =>
  definition.parameters.filter(parameter => !parameter.optional).length

export const mostArguments = (definition: FunctionDefinition): number =>
  definition.repeats > 0 ? 255 : definition.parameters.length

/** The parameter that the argument at `index` stands for, repeated ones included. */
export function parameterAt(definition: FunctionDefinition, index: number): Parameter | undefined {
  const { parameters, repeats } = definition
  if (index < parameters.length || repeats === 0) return parameters[index]
  return parameters[parameters.length - repeats + ((index - parameters.length) % repeats)]
}

/** `IF(条件, 成立时, [不成立时])` */
export function usage(definition: FunctionDefinition, language: keyof Wording): string {
  const names = definition.parameters.map(({ name, optional }) => (optional ? `[${name[language]}]` : name[language]))
  return `${definition.name}(${[...names, ...(definition.repeats > 0 ? ['…'] : [])].join(', ')})`
}
