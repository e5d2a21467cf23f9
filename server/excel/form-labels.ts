import type { Phase } from '../../shared/tables/structure.ts'

export type Locale = 'zh-CN' | 'en'

/** The words that a form adds of its own; all others come from the table. */
export interface FormLabels {
  readonly notes: string
  readonly source: string
  readonly pages: string
  readonly sheet: string
  readonly notesSheet: string
  readonly table: string
  readonly unit: string
  readonly exported: string
  readonly formulas: string
  readonly version: string
  readonly phase: (phase: Phase) => string
  /** under a table that leaves as it was issued */
  readonly issued: (as: IssuedAs) => string
}

/** Which issued version a workbook holds, and what it can be checked by. */
export interface IssuedAs {
  readonly number: number
  readonly title: string
  readonly document: string
  readonly issuer: string
  readonly dated: string
  readonly hash: string
}

const PHASES: Readonly<Record<Locale, Readonly<Record<Phase, string>>>> = {
  'zh-CN': { drafting: '编制稿', submitted: '送审稿', issued: '印发稿', archived: '存档' },
  en: { drafting: 'Draft', submitted: 'For review', issued: 'Issued', archived: 'Archived' },
}

const LABELS: Readonly<Record<Locale, FormLabels>> = {
  'zh-CN': {
    notes: '注：',
    source: '数据来源：',
    pages: '第 &P 页 共 &N 页',
    sheet: '表',
    notesSheet: '说明',
    table: '表名',
    unit: '单位',
    exported: '导出时间',
    formulas: '计算列公式',
    version: '版本',
    phase: phase => PHASES['zh-CN'][phase],
    issued: ({ number, title, document, issuer, dated, hash }) =>
      `第 ${number} 号基线：${[title, issuer, document, dated].filter(part => part !== '').join(' ')}。校验码 ${hash}`,
  },
  en: {
    notes: 'Notes: ',
    source: 'Source: ',
    pages: 'Page &P of &N',
    sheet: 'Table',
    notesSheet: 'Notes',
    table: 'Table',
    unit: 'Unit',
    exported: 'Exported',
    formulas: 'Formulas of computed columns',
    version: 'Version',
    phase: phase => PHASES.en[phase],
    issued: ({ number, title, document, issuer, dated, hash }) =>
      `Baseline ${number}: ${[title, issuer, document, dated].filter(part => part !== '').join(' ')}. Hash ${hash}`,
  },
}

export const formLabels = (locale: Locale): FormLabels => LABELS[locale]

const CHINA_TIME = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
})

/** `2026-11-22 17:55` by the clock of those who read the form, wherever the server stands. */
export const chinaTime = (moment: Date) => CHINA_TIME.format(moment)
