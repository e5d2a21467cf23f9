import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../api/api-error.ts'
import { Button } from '../ui/button.tsx'
import { Message } from '../ui/message.tsx'

export function NotFound() {
  const { t } = useTranslation('workspace')
  const { t: common } = useTranslation()
  return (
    <main>
      <Message title={t('not-found-title')} body={t('not-found-body')} action={<Link to="/">{common('back')}</Link>} />
    </main>
  )
}

/** The page could not even begin: most often the server is away. */
export function RouteError({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const { t } = useTranslation('errors')
  const { t: common } = useTranslation()
  return (
    <main>
      <Message
        urgent
        title={t('crash-title')}
        body={messageOf(error)}
        action={<Button onClick={reset}>{common('retry')}</Button>}
      />
    </main>
  )
}
