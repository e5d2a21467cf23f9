import i18next from 'i18next'
import { dayOf } from '../../shared/core/moments.ts'

const startOfDay = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()
const DAY = 86_400_000

/** A moment as people say it: the time for today and yesterday, else the date. */
export function when(at: number, now = Date.now()): string {
  const date = new Date(at)
  const time = date.toLocaleTimeString(i18next.language, { hour: '2-digit', minute: '2-digit', hour12: false })
  const days = Math.round((startOfDay(new Date(now)) - startOfDay(date)) / DAY)
  if (days === 0) return i18next.t('table:today', { time })
  if (days === 1) return i18next.t('table:yesterday', { time })
  return dayOf(at)
}
