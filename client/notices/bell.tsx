import { useInfiniteQuery } from '@tanstack/react-query'
import { Bell as BellIcon } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { noticesQuery } from '../api/notices.ts'
import { usePopover } from '../ui/use-popover.ts'
import styles from './notices.module.css'
import { NoticesPanel } from './notices-panel.tsx'

/** beyond this the bell counts no further */
const MOST_SHOWN = 99

export function Bell() {
  const { t } = useTranslation('notices')
  const { data } = useInfiniteQuery(noticesQuery)
  const { open, setOpen, container } = usePopover<HTMLDivElement>()
  const panel = useId()
  const count = data?.pages[0]?.unread ?? 0
  const label = count > 0 ? t('bell-unread', { count }) : t('bell')
  return (
    <div className={styles.bell} ref={container}>
      <button
        type="button"
        aria-label={label}
        title={label}
        aria-expanded={open}
        aria-controls={panel}
        data-unread={count}
        onClick={() => setOpen(!open)}
      >
        <BellIcon size={17} aria-hidden="true" />
        {count > 0 && <b aria-hidden="true">{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</b>}
      </button>
      <span role="status" className={styles.hidden}>
        {count > 0 ? label : ''}
      </span>
      {open && <NoticesPanel id={panel} close={() => setOpen(false)} />}
    </div>
  )
}
