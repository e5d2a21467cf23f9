import type { NoticeFacts } from '../../shared/notices/notice.ts'
import type { LinkedCell } from '../tables/linked-cell.ts'

/** Where one answers what a notice tells. */
export type NoticePlace = { readonly page: 'table'; readonly search: LinkedCell } | { readonly page: 'review' }

export function placeOf(what: NoticeFacts): NoticePlace {
  switch (what.kind) {
    case 'submitted':
      return { page: 'review' }
    case 'returned':
    case 'decided':
      return { page: 'table', search: { row: what.cell.row, column: what.cell.column } }
    case 'mentioned':
    case 'replied':
      return { page: 'table', search: { row: what.cell.row, column: what.cell.column, comments: true } }
    case 'reopened':
    case 'issued':
    case 'urged':
    case 'deadline':
      return { page: 'table', search: {} }
  }
}
