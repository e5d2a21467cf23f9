import { MessageSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/button.tsx'

export function CommentsButton({
  open,
  count,
  toggle,
}: {
  readonly open: boolean
  readonly count: number
  readonly toggle: () => void
}) {
  const { t } = useTranslation('comments')
  return (
    <IconButton
      label={count > 0 ? t('open-count', { count }) : t('open')}
      keys="Shift+F2"
      aria-pressed={open}
      data-tool="comments"
      onClick={toggle}
    >
      <MessageSquare size={16} aria-hidden="true" />
    </IconButton>
  )
}
