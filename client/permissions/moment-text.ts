import i18next from 'i18next'

/** A moment to the minute, as in 2026年11月30日 18:00. */
export const momentText = (ms: number): string =>
  new Date(ms).toLocaleString(i18next.language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
