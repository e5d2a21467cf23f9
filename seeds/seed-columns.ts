import type { Column } from '../shared/tables/structure.ts'

type Definition = Omit<Column, 'order'>
type Options = Partial<Omit<Column, 'id' | 'title' | 'type' | 'order'>>

/** Short spellings of the column kinds that the demo tables share. */
const column =
  (type: Column['type'], fills: Column['fills']) =>
  (id: string, title: string, width: number, options: Options = {}): Definition => ({
    id,
    title,
    type,
    fills,
    width,
    ...options,
  })

export const category = column('category', 'planning')
/** words that the planning office sets: names, units, sources */
export const label = column('text', 'planning')
/** words that the row's department writes */
export const remark = column('text', 'owner')
/** planning values that the row's department fills */
export const figure = column('value', 'owner')
export const choice = column('choice', 'planning')
export const owner = column('owner', 'planning')
export const computed = column('computed', 'nobody')
