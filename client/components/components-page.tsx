import { Columns3, Undo2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Due } from '../home/due.tsx'
import { Progress } from '../home/progress.tsx'
import { LookChoices } from '../theme/look-choices.tsx'
import { Brand } from '../ui/brand.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { Message } from '../ui/message.tsx'
import { Pill } from '../ui/pill.tsx'
import { Segments } from '../ui/segments.tsx'
import { TableListSkeleton } from '../workspace/table-list.tsx'
import styles from './components.module.css'

const INKS = ['ink', 'ink-2', 'ink-3', 'dai', 'zhu', 'zhuqing', 'hupo-ink'] as const
const GROUNDS = ['paper', 'sheet', 'raised', 'calc', 'dai-wash', 'zhu-wash', 'zhuqing-wash', 'hupo-wash'] as const
const SIZES = ['caption', 'small', 'text', 'lead', 'title', 'page', 'figure'] as const
const TONES = ['plain', 'own', 'reached', 'waiting', 'returned'] as const
const KINDS = ['plain', 'primary', 'quiet'] as const

/** Every component in every state, with the tokens it is made of: what a change of the look changes is seen here first. */
export function ComponentsPage() {
  const { t } = useTranslation('components')
  const [choice, setChoice] = useState<'a' | 'b'>('a')
  const word = t('word')
  return (
    <>
      <header className={styles.header}>
        <h1>{t('title')}</h1>
      </header>
      <main id="content" className={styles.page} tabIndex={-1}>
        <Part title={t('colours')}>
          <div className={styles.grounds}>
            {GROUNDS.map(ground => (
              <div key={ground} style={{ background: `var(--${ground})` }}>
                <code>{ground}</code>
              </div>
            ))}
          </div>
          <p className={styles.inks}>
            {INKS.map(ink => (
              <span key={ink} style={{ color: `var(--${ink})` }}>
                {word} {ink}
              </span>
            ))}
          </p>
        </Part>
        <Part title={t('type')}>
          {SIZES.map(size => (
            <p key={size} style={{ fontSize: `var(--t-${size})` }}>
              {word} 1,234.56 <code>{size}</code>
            </p>
          ))}
        </Part>
        <Part title={t('buttons')}>
          {KINDS.map(kind => (
            <p key={kind} className={styles.line}>
              <Button kind={kind}>{word}</Button>
              <Button kind={kind} small>
                {word}
              </Button>
              <Button kind={kind} disabled>
                {word}
              </Button>
            </p>
          ))}
          <p className={styles.line}>
            <IconButton label={word}>
              <Undo2 size={16} aria-hidden="true" />
            </IconButton>
            <IconButton label={word} aria-pressed>
              <Columns3 size={16} aria-hidden="true" />
            </IconButton>
            <IconButton label={word} disabled>
              <Undo2 size={16} aria-hidden="true" />
            </IconButton>
          </p>
        </Part>
        <Part title={t('states')}>
          <p className={styles.line}>
            {TONES.map(tone => (
              <Pill key={tone} tone={tone}>
                {word}
              </Pill>
            ))}
          </p>
          <p className={styles.line}>
            <Progress filled={0} cells={14} />
            <Progress filled={9} cells={14} />
            <Progress filled={14} cells={14} />
            <Progress filled={0} cells={0} />
          </p>
          <p className={styles.line}>
            {[null, '2026-12-10', '2026-11-29', '2026-11-27', '2026-11-20'].map(due => (
              <Due key={due} due={due} now={Date.UTC(2026, 10, 27)} />
            ))}
          </p>
        </Part>
        <Part title={t('choices')}>
          <Segments
            legend={word}
            options={[
              { value: 'a', label: t('first') },
              { value: 'b', label: t('second') },
            ]}
            value={choice}
            choose={setChoice}
          />
          <LookChoices />
          <LanguageSwitch />
          <Brand />
        </Part>
        <Part title={t('messages')}>
          <Message title={t('message')} body={t('message-body')} action={<Button>{word}</Button>} />
        </Part>
        <Part title={t('loading')}>
          <TableListSkeleton />
        </Part>
      </main>
    </>
  )
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.part}>
    <h2>{title}</h2>
    {children}
  </section>
)
