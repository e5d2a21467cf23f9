export type Op = 'eq' | 'gt' | 'ge' | 'lt' | 'le' | 'approx'
/** level 水平, average-growth 年均, cumulative 累计 ([ ]) */
export type Reading = 'level' | 'average-growth' | 'cumulative'
/** Which way is better; `none` is not judged. */
export type Direction = 'higher' | 'lower' | 'none'

/** What a cell of a plan holds. `text` is always what was typed; printing gives it back unchanged. */
export type PlanningValue =
  /** `text`: the white space that was typed, where there is any */
  | { readonly kind: 'blank'; readonly text?: string }
  | PlanningNumber
  | { readonly kind: 'ratio'; readonly text: string; readonly parts: readonly number[] }
  | {
      readonly kind: 'range'
      readonly text: string
      readonly min: number
      readonly max: number
      readonly unit?: string
    }
  /** `——`: there is no value, and that is said on purpose */
  | { readonly kind: 'none'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }

export interface PlanningNumber {
  readonly kind: 'number'
  readonly text: string
  readonly value: number
  readonly op: Op
  /** written in [ ] 〔 〕 【 】 */
  readonly cumulative: boolean
  /** 年均 or 累计 as written; undefined where the text does not say (the column or another cell may) */
  readonly reading?: Reading
  readonly unit?: string
  /** decimals as printed: 2 for `12.30` */
  readonly decimals: number
  /**
   * What stands before and after the figure, as typed, for showing the qualifier quieter and for Excel's number formats:
   * `text` is always `before` + figure + `after`. The figure need not be the value: see `figureOf`.
   */
  readonly before: string
  readonly after: string
}
