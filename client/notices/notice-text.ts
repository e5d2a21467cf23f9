import type { TFunction } from 'i18next'
import type { NoticeAnswer } from '../../shared/protocol/api-notices.ts'

interface NoticeText {
  readonly sentence: string
  /** what somebody wrote, as they wrote it; empty where nothing was */
  readonly words: string
}

export function noticeText(
  { what, byName }: Pick<NoticeAnswer, 'what' | 'byName'>,
  t: TFunction<'notices'>,
): NoticeText {
  const by = byName ?? ''
  switch (what.kind) {
    case 'submitted':
      return { sentence: t('submitted', { department: what.departmentName }), words: what.words }
    case 'returned': {
      const { rowName, columnTitle } = what.cell
      const params = { by, count: what.count, row: rowName, column: columnTitle }
      return { sentence: t(what.verdict === 'return' ? 'returned' : 'proposed', params), words: what.words }
    }
    case 'decided': {
      const { rowName, columnTitle } = what.cell
      return { sentence: t('decided', { count: what.count, row: rowName, column: columnTitle }), words: '' }
    }
    case 'reopened':
      return { sentence: t('reopened', { by }), words: what.words }
    case 'issued':
      return { sentence: t('issued', { by, number: what.number }), words: what.title }
    case 'urged': {
      const due = what.due === null ? '' : t(what.overdue ? 'urged-over' : 'urged-due', { due: what.due })
      return { sentence: `${t('urged', { by, department: what.departmentName })}${due}`, words: '' }
    }
    case 'deadline':
      return {
        sentence: t(what.days === 0 ? 'deadline-today' : 'deadline', { due: what.due, count: what.days }),
        words: '',
      }
    case 'mentioned':
    case 'replied':
      return { sentence: t(what.kind, { by, row: what.cell.rowName, column: what.cell.columnTitle }), words: '' }
  }
}
