import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import styles from './notes-strip.module.css'

/** The notes that stand under the printed table. Folded: the grid needs the height. */
export function NotesStrip({ notes }: { readonly notes: readonly string[] }) {
  const { t } = useTranslation('table')
  if (notes.length === 0) return null
  return (
    <details className={styles.strip}>
      <summary>
        <ChevronRight size={13} aria-hidden="true" />
        <b>{t('notes-count', { count: notes.length })}</b>
        <span>{notes[0]}</span>
      </summary>
      <ol>
        {notes.map(note => (
          <li key={note}>{note}</li>
        ))}
      </ol>
    </details>
  )
}
